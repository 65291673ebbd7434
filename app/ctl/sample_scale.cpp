// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sample_scale.h"

#include <algorithm>
#include <map>

namespace staffroom::ctl::sample {

namespace {

constexpr std::size_t hanCharacter = 3; // bytes in UTF-8; every name here has a one-character surname

/// Sentences by language and role: what a copied message gets one more of.
using Sentences = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

Sentences sentencesOf(const std::vector<Thread>& threads)
{
    Sentences sentences;
    for (const Thread& thread : threads)
        for (const Line& line : thread.lines)
            sentences[{thread.lang, line.by}].push_back(firstSentence(line.body));
    return sentences;
}

bool isCopied(const Person& person)
{
    return person.role == "teacher" || person.role == "mentor";
}

} // namespace

std::string firstSentence(const std::string& text)
{
    std::size_t end = text.size();
    for (const std::string_view mark : {"。", "？", "！", "?", "!", ". ", "\n"})
        if (const std::size_t at = text.find(mark); at != std::string::npos)
            end = std::min(end, at + mark.size());
    std::string sentence = text.substr(0, end);
    while (!sentence.empty() && (sentence.back() == '\n' || sentence.back() == ' '))
        sentence.pop_back();
    return sentence;
}

County multiplied(County county, std::size_t times)
{
    const std::vector<Person> people = county.people;
    const std::vector<Thread> threads = county.threads;
    const Sentences sentences = sentencesOf(threads);
    for (std::size_t copy = 2; copy <= times; ++copy) {
        for (std::size_t at = 0; at < people.size(); ++at) {
            if (!isCopied(people[at]))
                continue;
            Person person = people[at];
            person.login += std::to_string(copy);
            const std::string& given = people[(at + 7 * copy) % people.size()].name;
            person.name = person.name.substr(0, hanCharacter) + given.substr(std::min(hanCharacter, given.size()));
            county.people.push_back(std::move(person));
        }
        for (std::size_t at = 0; at < threads.size(); ++at) {
            Thread thread = threads[at];
            const std::string number = std::to_string(copy);
            thread.title += thread.lang == "zh" ? "（" + number + "）" : " (" + number + ")";
            for (std::size_t line = 0; line < thread.lines.size(); ++line) {
                const auto& pool = sentences.at({thread.lang, thread.lines[line].by});
                const std::string& more = pool[(at * 31 + line * 7 + copy * 97) % pool.size()];
                thread.lines[line].body += (thread.lang == "zh" ? "" : " ") + more;
            }
            county.threads.push_back(std::move(thread));
        }
    }
    return county;
}

} // namespace staffroom::ctl::sample
