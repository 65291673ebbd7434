// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/first_frame.h"

#include <QGuiApplication>
#include <QQuickWindow>

#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <unistd.h>

namespace staffroom::desktop {

namespace {

/// Milliseconds since this process began.
double ageMs()
{
    std::ifstream file("/proc/self/stat");
    std::string stat;
    std::getline(file, stat);
    // The name stands in brackets and may hold spaces; "starttime" is the 20th field after it (proc(5)).
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string field;
    for (int i = 0; i < 20; ++i)
        fields >> field;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1000.0;
}

double residentMb()
{
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    double resident = 0;
    file >> pages >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace

void reportFirstFrame(QQuickWindow& window)
{
    QObject::connect(
        &window, &QQuickWindow::frameSwapped, &window,
        [] {
            std::cout << "{\"first_frame_ms\": " << ageMs() << ", \"rss_mb\": " << residentMb() << "}" << std::endl;
            QGuiApplication::quit();
        },
        Qt::SingleShotConnection);
}

} // namespace staffroom::desktop
