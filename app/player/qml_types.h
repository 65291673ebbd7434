// SPDX-License-Identifier: GPL-3.0-or-later
// The names under which the window's QML knows the player's types.
#pragma once

#include "app/player/course_player.h"
#include "app/player/outline_model.h"

#include <QtQml/qqml.h>

namespace staffroom::player {

struct CoursePlayerInQml
{
    Q_GADGET
    QML_FOREIGN(staffroom::player::CoursePlayer)
    QML_NAMED_ELEMENT(CoursePlayer)
    QML_UNCREATABLE("made by main")
};

struct OutlineModelInQml
{
    Q_GADGET
    QML_FOREIGN(staffroom::player::OutlineModel)
    QML_NAMED_ELEMENT(OutlineModel)
    QML_UNCREATABLE("made by the course player")
};

} // namespace staffroom::player
