// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/log.h"
#include "tests/support/catch.hpp"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <sstream>
#include <thread>
#include <vector>

using namespace staffroom::base;

namespace {

QJsonObject parsed(const std::string& line)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(line), &error);
    INFO(line << ": " << error.errorString().toStdString());
    REQUIRE(error.error == QJsonParseError::NoError);
    return document.object();
}

} // namespace

TEST_CASE("a log line is one JSON object with time, level, event and its fields")
{
    std::ostringstream out;
    const ManualClock clock(1'772'352'000'123);
    Log log(out, clock);
    log.warning("push-refused", {{"scope", "group/7"}, {"bytes", std::int64_t{-5}}, {"ratio", 0.1}, {"retry", true}});
    CHECK(out.str() == "{\"time\":\"2026-03-01T08:00:00.123Z\",\"level\":\"warning\",\"event\":\"push-refused\","
                       "\"scope\":\"group/7\",\"bytes\":-5,\"ratio\":0.1,\"retry\":true}\n");
}

TEST_CASE("a log line is JSON whatever is written into it")
{
    std::ostringstream out;
    const ManualClock clock;
    Log log(out, clock);
    const std::string nasty("quote\" slash\\ newline\n nul\0 bell\a 备课", 40);
    log.info(nasty, {{"field\n", nasty},
                     {"broken", "\xFF\xC0 tail"},
                     {"nan", std::numeric_limits<double>::quiet_NaN()},
                     {"infinite", -std::numeric_limits<double>::infinity()},
                     {"tiny", 1e-300},
                     {"huge", 1e300}});
    const std::string line = out.str();
    CHECK(std::count(line.begin(), line.end(), '\n') == 1);
    const QJsonObject object = parsed(line);
    CHECK(object[QStringLiteral("event")].toString() == QString::fromUtf8(nasty.data(), 40));
    CHECK(object[QStringLiteral("broken")].toString() == QString::fromUtf8("\uFFFD\uFFFD tail"));
    CHECK(object[QStringLiteral("nan")].isNull());
    CHECK(object[QStringLiteral("infinite")].isNull());
    CHECK(object[QStringLiteral("tiny")].toDouble() == 1e-300);
    CHECK(object[QStringLiteral("huge")].toDouble() == 1e300);
}

TEST_CASE("what is below the least level isn't written")
{
    std::ostringstream out;
    const ManualClock clock;
    Log log(out, clock, LogLevel::warning);
    log.info("quiet");
    CHECK(out.str().empty());
    log.error("loud");
    CHECK_FALSE(out.str().empty());
}

TEST_CASE("lines of several threads don't mix")
{
    std::ostringstream out;
    const ManualClock clock;
    Log log(out, clock);
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&log] {
            for (int i = 0; i < 200; ++i)
                log.info("tick", {{"number", std::int64_t{i}}});
        });
    for (auto& thread : threads)
        thread.join();
    std::istringstream lines(out.str());
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        REQUIRE((line.front() == '{' && line.back() == '}'));
    CHECK(count == 800);
}

TEST_CASE("times print as RFC 3339, before 1970 and after 2099 too")
{
    CHECK(rfc3339(0) == "1970-01-01T00:00:00.000Z");
    CHECK(rfc3339(-1) == "1969-12-31T23:59:59.999Z");
    CHECK(rfc3339(951'782'400'000) == "2000-02-29T00:00:00.000Z");
    CHECK(rfc3339(4'102'444'799'999) == "2099-12-31T23:59:59.999Z");
}

TEST_CASE("a manual clock moves only when told, and its wall can jump alone")
{
    ManualClock clock(1'000);
    CHECK(clock.wallMs() == 1'000);
    clock.advance(5);
    CHECK(clock.wallMs() == 1'005);
    CHECK(clock.monotonicMs() == 5);
    clock.setWall(-3);
    CHECK(clock.wallMs() == -3);
    CHECK(clock.monotonicMs() == 5);
}

TEST_CASE("the system's monotonic clock doesn't go back and its wall clock knows the century")
{
    const SystemClock clock;
    const std::int64_t before = clock.monotonicMs();
    CHECK(clock.monotonicMs() >= before);
    CHECK(clock.wallMs() > 0);
}
