// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace staffroom::base {

/// A value or the Error why there is none. [[nodiscard]]: an error that nobody looks at is a fault of the caller.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T& value() const&
    {
        assert(ok() && "value() of a Result that holds an error");
        return *std::get_if<0>(&m_state);
    }
    T& value() &
    {
        assert(ok() && "value() of a Result that holds an error");
        return *std::get_if<0>(&m_state);
    }
    T&& value() &&
    {
        assert(ok() && "value() of a Result that holds an error");
        return std::move(*std::get_if<0>(&m_state));
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Error& error() const
    {
        assert(!ok() && "error() of a Result that holds a value");
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const
    {
        assert(!ok() && "error() of a Result that holds success");
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

/// Hands the error of a failed Result up; the expression is evaluated once.
#define STAFFROOM_TRY(expression)                                                                                      \
    do {                                                                                                               \
        if (auto tryResult = (expression); !tryResult.ok())                                                            \
            return tryResult.error();                                                                                  \
    } while (false)

} // namespace staffroom::base
