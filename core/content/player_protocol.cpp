// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/content/player_protocol.h"

#include "core/base/cbor.h"

#include <cmath>

namespace staffroom::content::player {
namespace {

using base::BytesView;
using base::cbor::Reader;
using base::cbor::Writer;

constexpr std::size_t headSize = 4;

// One overload of fields() for each message names its fields in order; writing and reading share it.
template <typename Coder>
void fields(Coder& c, Hello& m)
{
    c(m.version, m.process);
}
template <typename Coder>
void fields(Coder& c, Commit& m)
{
    c(m.seq, m.activity, m.verb, m.location, m.durationMs);
}
template <typename Coder>
void fields(Coder& c, Finish& /*m*/)
{
    c();
}
template <typename Coder>
void fields(Coder& c, Notice& m)
{
    c(m.code, m.detail);
}
template <typename Coder>
void fields(Coder& c, State& m)
{
    c(m.activity, m.pageTitle, m.location, m.loaded, m.unacknowledged);
}
template <typename Coder>
void fields(Coder& c, Grabbed& m)
{
    c(m.path, m.ok);
}
template <typename Coder>
void fields(Coder& c, Start& m)
{
    c(m.packageId, m.packageFolder, m.courseTitle, m.lang, m.person, m.dark, m.textScale, m.resumeActivity,
      m.resumeLocation, m.finished, m.nextSeq);
}
template <typename Coder>
void fields(Coder& c, Ack& m)
{
    c(m.seq);
}
template <typename Coder>
void fields(Coder& c, Close& /*m*/)
{
    c();
}
template <typename Coder>
void fields(Coder& c, GoTo& m)
{
    c(m.activity);
}
template <typename Coder>
void fields(Coder& c, ScrollTo& m)
{
    c(m.location);
}
template <typename Coder>
void fields(Coder& c, FinishActivity& /*m*/)
{
    c();
}
template <typename Coder>
void fields(Coder& c, Grab& m)
{
    c(m.path);
}
template <typename Coder>
void fields(Coder& c, Ask& /*m*/)
{
    c();
}

class Encoder
{
public:
    Encoder(Writer& writer, std::uint64_t kind) : m_writer(writer), m_kind(kind) {}
    template <typename... Fields>
    void operator()(const Fields&... values)
    {
        m_writer.map(sizeof...(values) + 1);
        m_writer.uint(0);
        m_writer.uint(m_kind);
        [[maybe_unused]] std::uint64_t key = 0;
        ((m_writer.uint(++key), put(values)), ...);
    }

private:
    void put(std::uint64_t value) { m_writer.uint(value); }
    void put(std::uint32_t value) { m_writer.uint(value); }
    void put(std::int64_t value) { m_writer.integer(value); }
    void put(Verb value) { m_writer.uint(static_cast<std::uint64_t>(value)); }
    void put(double value) { m_writer.real(value); }
    void put(bool value) { m_writer.boolean(value); }
    void put(const std::string& value) { m_writer.text(value); }
    void put(const std::vector<std::string>& values)
    {
        m_writer.array(values.size());
        for (const std::string& value : values)
            m_writer.text(value);
    }
    Writer& m_writer;
    std::uint64_t m_kind;
};

class Decoder
{
public:
    Decoder(Reader& reader, std::uint64_t pairs) : m_reader(reader), m_pairs(pairs) {}
    template <typename... Fields>
    void operator()(Fields&... values)
    {
        [[maybe_unused]] std::uint64_t key = 0;
        (field(++key, values), ...);
        for (; m_pairs > 0 && m_reader.ok(); --m_pairs) { // fields of a newer program
            m_reader.uint();
            m_reader.item();
        }
    }

private:
    template <typename Field>
    void field(std::uint64_t key, Field& value)
    {
        if (m_pairs == 0)
            return; // an older program's message: the field keeps its default
        --m_pairs;
        if (m_reader.uint() != key)
            m_reader.fail();
        get(value);
    }
    void get(std::uint64_t& value) { value = m_reader.uint(); }
    void get(std::uint32_t& value) { value = static_cast<std::uint32_t>(m_reader.uint()); }
    void get(std::int64_t& value) { value = m_reader.integer(); }
    void get(Verb& value)
    {
        const std::uint64_t number = m_reader.uint();
        if (number > static_cast<std::uint64_t>(Verb::completed))
            m_reader.fail();
        else
            value = static_cast<Verb>(number);
    }
    void get(double& value)
    {
        value = m_reader.real();
        if (!std::isfinite(value))
            m_reader.fail();
    }
    void get(bool& value) { value = m_reader.boolean(); }
    void get(std::string& value) { value = m_reader.text(); }
    void get(std::vector<std::string>& values)
    {
        const std::uint64_t count = m_reader.array();
        values.clear();
        for (std::uint64_t i = 0; i < count && m_reader.ok(); ++i)
            values.emplace_back(m_reader.text());
    }
    Reader& m_reader;
    std::uint64_t m_pairs;
};

template <std::size_t Kind = 0>
std::optional<Message> decode(Reader& reader, std::uint64_t kind, std::uint64_t pairs)
{
    if constexpr (Kind == std::variant_size_v<Message>) {
        return std::nullopt;
    } else {
        if (kind != Kind)
            return decode<Kind + 1>(reader, kind, pairs);
        std::variant_alternative_t<Kind, Message> message;
        Decoder decoder(reader, pairs);
        fields(decoder, message);
        return Message(std::move(message));
    }
}

} // namespace

base::Bytes encode(const Message& message)
{
    Writer writer;
    Message copy = message; // fields() binds to what can be written to
    Encoder encoder(writer, copy.index());
    std::visit([&](auto& alternative) { fields(encoder, alternative); }, copy);
    const base::Bytes body = writer.take();
    base::Bytes frame;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        frame.push_back(static_cast<char>((body.size() >> shift) & 0xFFU));
    return frame + body;
}

base::Result<std::optional<Message>> FrameReader::next()
{
    for (;;) {
        if (m_bytes.size() < headSize)
            return std::optional<Message>();
        std::size_t size = 0;
        for (std::size_t i = 0; i < headSize; ++i)
            size = size << 8U | static_cast<unsigned char>(m_bytes[i]);
        if (size > largestFrame)
            return base::Error{base::ErrorCode::tooLarge, "reading a message of the course player",
                               std::to_string(size) + " bytes"};
        if (m_bytes.size() - headSize < size)
            return std::optional<Message>();
        const base::Bytes body = m_bytes.substr(headSize, size);
        m_bytes.erase(0, headSize + size);
        Reader reader(body);
        const std::uint64_t pairs = reader.map();
        if (pairs == 0 || reader.uint() != 0)
            reader.fail();
        const std::uint64_t kind = reader.uint();
        if (!reader.ok())
            return reader.error("reading a message of the course player");
        if (kind >= std::variant_size_v<Message>)
            continue;
        auto message = decode(reader, kind, pairs - 1);
        if (!reader.atEnd())
            return reader.error("reading a message of the course player");
        return message;
    }
}

} // namespace staffroom::content::player
