// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_fts5.h"

#include "core/storage/search_tokenizer.h"

#include <sqlite3.h>
#include <SQLiteCpp/Exception.h>

#include <new>
#include <vector>

namespace staffroom::storage {

namespace {

// The callbacks are called by C: nothing may be thrown through it.

int createTokenizer(void*, const char**, int, Fts5Tokenizer** out)
{
    static char nothing = 0; // the tokenizer has no state; FTS5 wants an address
    *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
    return SQLITE_OK;
}

void deleteTokenizer(Fts5Tokenizer*) {}

int tokenize(Fts5Tokenizer*, void* context, int, const char* text, int length,
             int (*take)(void*, int, const char*, int, int, int))
{
    if (!text || length <= 0)
        return SQLITE_OK;
    try {
        Tokens tokens({text, static_cast<std::size_t>(length)});
        while (tokens.next()) {
            const std::string_view token = tokens.token();
            const int code = take(context, 0, token.data(), static_cast<int>(token.size()),
                                  static_cast<int>(tokens.begin()), static_cast<int>(tokens.end()));
            if (code != SQLITE_OK)
                return code;
        }
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    }
    return SQLITE_OK;
}

int countHits(const Fts5ExtensionApi* api, Fts5Context* row, std::vector<std::int32_t>& numbers)
{
    int length = 0;
    if (const int code = api->xColumnSize(row, -1, &length); code != SQLITE_OK)
        return code;
    numbers.push_back(length);
    const int phrases = api->xPhraseCount(row);
    for (int phrase = 0; phrase < phrases; ++phrase) {
        std::int32_t counts[2] = {0, 0};
        Fts5PhraseIter place{};
        int column = 0;
        int offset = 0;
        if (const int code = api->xPhraseFirst(row, phrase, &place, &column, &offset); code != SQLITE_OK)
            return code;
        for (; column >= 0; api->xPhraseNext(row, &place, &column, &offset))
            ++counts[column == 0 ? 0 : 1];
        numbers.insert(numbers.end(), std::begin(counts), std::end(counts));
    }
    return SQLITE_OK;
}

void hits(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* answer, int, sqlite3_value**)
{
    try {
        std::vector<std::int32_t> numbers;
        if (const int code = countHits(api, row, numbers); code != SQLITE_OK)
            sqlite3_result_error_code(answer, code);
        else
            sqlite3_result_blob(answer, numbers.data(), static_cast<int>(numbers.size() * sizeof(std::int32_t)),
                                SQLITE_TRANSIENT);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(answer);
    }
}

/// FTS5's own table of functions (sqlite.org/fts5.html, 7).
fts5_api* apiOf(sqlite3* connection)
{
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

} // namespace

void registerTextSearch(sqlite3* connection)
{
    fts5_api* api = apiOf(connection);
    if (!api)
        throw SQLite::Exception(connection);
    fts5_tokenizer tokenizer{createTokenizer, deleteTokenizer, tokenize};
    int code = api->xCreateTokenizer(api, "staffroom", nullptr, &tokenizer, nullptr);
    if (code == SQLITE_OK)
        code = api->xCreateFunction(api, "staffroom_hits", nullptr, hits, nullptr);
    if (code != SQLITE_OK)
        throw SQLite::Exception(connection, code);
}

} // namespace staffroom::storage
