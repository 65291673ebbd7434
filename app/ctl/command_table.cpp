// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bench_command.h"
#include "app/ctl/bench_peer_commands.h"
#include "app/ctl/courier_commands.h"
#include "app/ctl/group_command.h"
#include "app/ctl/hub_command.h"
#include "app/ctl/import_course_command.h"
#include "app/ctl/import_discussion_command.h"
#include "app/ctl/init_command.h"
#include "app/ctl/organisation_command.h"
#include "app/ctl/pack_command.h"
#include "app/ctl/program.h"
#include "app/ctl/restored_command.h"
#include "app/ctl/seed_command.h"
#include "app/ctl/sync_command.h"
#include "app/ctl/user_command.h"
#include "app/ctl/verify_command.h"

namespace staffroom::ctl {

Commands commands()
{
    Commands all;
    all.push_back(std::make_unique<InitCommand>());
    all.push_back(std::make_unique<SeedCommand>());
    all.push_back(std::make_unique<OrganisationAddCommand>());
    all.push_back(std::make_unique<OrganisationListCommand>());
    all.push_back(std::make_unique<GroupAddCommand>());
    all.push_back(std::make_unique<GroupJoinCommand>());
    all.push_back(std::make_unique<UserAddCommand>());
    all.push_back(std::make_unique<HubAddCommand>());
    all.push_back(std::make_unique<HubJoinCommand>());
    all.push_back(std::make_unique<HubLeaveCommand>());
    all.push_back(std::make_unique<HubListCommand>());
    all.push_back(std::make_unique<ImportCourseCommand>());
    all.push_back(std::make_unique<ImportDiscussionCommand>());
    all.push_back(std::make_unique<PackCommand>());
    all.push_back(std::make_unique<VerifyCommand>());
    all.push_back(std::make_unique<RestoredCommand>());
    all.push_back(std::make_unique<VerifyProfileCommand>());
    all.push_back(std::make_unique<VerifyHubCommand>());
    all.push_back(std::make_unique<SyncCommand>());
    all.push_back(std::make_unique<CourierWriteCommand>());
    all.push_back(std::make_unique<CourierReadCommand>());
    all.push_back(std::make_unique<CourierInspectCommand>());
    all.push_back(std::make_unique<BenchCommand>());
    all.push_back(std::make_unique<BenchStoreCommand>());
    all.push_back(std::make_unique<BenchClientCommand>());
    return all;
}

} // namespace staffroom::ctl
