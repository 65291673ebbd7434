// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/faults.h"

#include <chrono>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>

namespace staffroom::faults {

const char* const faultNames = R"(  pass             hand everything on
  lose-request     take the request and close
  lose-answer      hand the request on and close
  cut N            close after N bytes of the answer, its head counted
  cut-request N    hand on N bytes of the request and close
  reset N          as cut, with a reset
  dribble N        the answer a byte at a time, N microseconds apart
  dribble-request N
                   the request likewise
  delay N          the answer after N milliseconds
  stall N          half of the answer, the rest after N milliseconds
  twice            the request to the server on two connections at a time, the second answer back
  flip N           a bit of byte N of the answer's body flipped, counted from its end where N is negative
  shorten N        the answer's body N bytes shorter, with a Content-Length that fits
  answer FILE      the file's bytes as the answer; the server isn't asked
  body FILE        the file's bytes as the body of the server's answer
)";

namespace {

using Milliseconds = std::chrono::milliseconds;

void dribble(Stream& to, const std::string& bytes, long pause)
{
    for (const char& byte : bytes) {
        if (!to.write({&byte, 1}))
            return;
        std::this_thread::sleep_for(std::chrono::microseconds(pause));
    }
}

std::string fileText(const std::string& name)
{
    std::ifstream in(name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string pathOf(const Stream::Message& request)
{
    const std::size_t begin = request.head.find(' ') + 1;
    return request.head.substr(begin, request.head.find(' ', begin) - begin);
}

Stream::Message withBody(const Stream::Message& answer, std::string body)
{
    const std::string name = "Content-Length: ";
    Stream::Message out{answer.head, std::move(body)};
    if (const std::size_t at = out.head.find(name); at != std::string::npos) {
        const std::size_t from = at + name.size();
        out.head.replace(from, out.head.find('\r', from) - from, std::to_string(out.body.size()));
    }
    return out;
}

std::string flipped(std::string body, long at)
{
    if (!body.empty()) {
        const long size = static_cast<long>(body.size());
        body[static_cast<std::size_t>(((at % size) + size) % size)] ^= 0x10;
    }
    return body;
}

} // namespace

bool Carrier::isMeant(const Stream::Message& request)
{
    if (!pathOf(request).starts_with(m_plan.on))
        return false;
    const int number = m_seen++;
    return number >= m_plan.skip && (m_plan.times < 0 || number < m_plan.skip + m_plan.times);
}

std::optional<Stream::Message> Carrier::ask(const Stream::Message& request)
{
    if (!m_server.isOpen())
        m_server = Stream::to(m_plan.to);
    if (!m_server.write(request.whole())) {
        m_server.close();
        return std::nullopt;
    }
    auto answer = m_server.read();
    if (!answer)
        m_server.close();
    return answer;
}

bool Carrier::handOn(Stream& client, const Stream::Message& request)
{
    const auto answer = ask(request);
    return answer && client.write(answer->whole());
}

bool Carrier::doWrong(Stream& client, const Stream::Message& request)
{
    const std::string& what = m_plan.what;
    if (what == "lose-request")
        return false;
    if (what == "answer") {
        client.write(fileText(m_plan.operand));
        return false;
    }
    if (what == "cut-request" || what == "dribble-request") {
        if (!m_server.isOpen())
            m_server = Stream::to(m_plan.to);
        if (what == "cut-request") {
            m_server.write(request.whole().substr(0, static_cast<std::size_t>(number())));
            return false;
        }
        dribble(m_server, request.whole(), number());
        const auto answer = m_server.read();
        return answer && client.write(answer->whole());
    }
    if (what == "twice") {
        Stream second = Stream::to(m_plan.to);
        second.write(request.whole());
        static_cast<void>(ask(request));
        const auto answer = second.read();
        return answer && client.write(answer->whole());
    }
    const auto answer = ask(request);
    return answer && withAnswer(client, request, *answer);
}

bool Carrier::withAnswer(Stream& client, const Stream::Message& request, const Stream::Message& answer)
{
    const std::string& what = m_plan.what;
    const std::string whole = answer.whole();
    if (what == "lose-answer")
        return false;
    if (what == "cut" || what == "reset") {
        client.write(std::string_view(whole).substr(0, static_cast<std::size_t>(number())));
        if (what == "reset")
            client.reset();
        return false;
    }
    if (what == "dribble") {
        dribble(client, whole, number());
        return client.isOpen();
    }
    if (what == "delay") {
        std::this_thread::sleep_for(Milliseconds(number()));
        return client.write(whole);
    }
    if (what == "stall") {
        const std::string_view all(whole);
        client.write(all.substr(0, all.size() / 2));
        std::this_thread::sleep_for(Milliseconds(number()));
        return client.write(all.substr(all.size() / 2));
    }
    if (what == "flip")
        return client.write(withBody(answer, flipped(answer.body, number())).whole());
    if (what == "shorten") {
        const auto less = std::min(static_cast<std::size_t>(number()), answer.body.size());
        return client.write(withBody(answer, answer.body.substr(0, answer.body.size() - less)).whole());
    }
    if (what == "body")
        return client.write(withBody(answer, fileText(m_plan.operand)).whole());
    return handOn(client, request);
}

void Carrier::carry(Stream client)
{
    bool going = true;
    while (going) {
        const auto request = client.read();
        if (!request)
            return;
        if (!isMeant(*request)) {
            going = handOn(client, *request);
            continue;
        }
        if (!m_plan.tally.empty())
            std::ofstream(m_plan.tally, std::ios::app) << m_plan.what << ' ' << pathOf(*request) << '\n';
        going = doWrong(client, *request);
    }
}

} // namespace staffroom::faults
