// SPDX-License-Identifier: GPL-3.0-or-later
// The code of Asio and Beast that isn't templates, compiled here once for the whole library.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
