// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/node/desktop.h"
#include "ui/models/notice.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace staffroom::ui {

/// What all screens share; belongs to the session and changes with whoever is signed in.
struct Context
{
    const base::Clock& clock;
    Notice& notice;
    std::function<void(const QString& page)> go;
    node::Desktop* desktop = nullptr; ///< null while nobody is signed in

    std::int64_t now() const { return clock.wallMs(); }
    base::RecordId person() const { return desktop->account().person; }
};

/// A view model that reads the store only while its page is shown, and again when something has changed.
class Screen : public QObject
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool shown READ shown WRITE setShown NOTIFY shownChanged)

public:
    explicit Screen(Context& context, QObject* parent = nullptr) : QObject(parent), m_context(context) {}

    bool shown() const { return m_shown; }
    void setShown(bool shown);
    /// The store, the language or the person has changed.
    void markStale();
    /// Somebody else is signed in, or nobody: forget everything.
    virtual void forget() {}

Q_SIGNALS:
    void shownChanged();

protected:
    /// Reads what the page shows; called only while somebody is signed in.
    virtual void refresh() = 0;
    /// Shows the error of a failed call in the notice bar. Returns whether it went well.
    template <typename T>
    bool well(const base::Result<T>& result)
    {
        if (!result)
            m_context.notice.showProblem(result.error());
        return result.ok();
    }

    Context& m_context;

private:
    bool m_shown = false;
    bool m_stale = true;
};

} // namespace staffroom::ui
