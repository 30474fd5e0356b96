#include "platform/api/cursor.h"

#include <charconv>

#include "base/bytes.h"
#include "base/sm3.h"

namespace tongguan::api {

namespace {

constexpr char cursor_version = 1;
constexpr std::size_t check_bytes = 6;    // of SM3 over order and content: finds what was cut, altered or mixed up
constexpr std::size_t longest = 1024;     // characters of a cursor
constexpr std::size_t longest_key = 400;  // bytes of one sort key that is kept; names sort by their beginning

const Date first_day = make_date(1, 1, 1);  // what parse_date reads, PostgreSQL keeps
const Date last_day = make_date(9999, 12, 31);

std::unexpected<Refusal> refused() { return invalid("api.cursor", {}, "cursor"); }

std::string check_of(std::string_view order, std::string_view content) {
    std::string all;
    append_canonical(all, order);
    append_canonical(all, content);
    return sm3(all).substr(0, check_bytes);
}

// Reads what append_canonical() wrote.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    bool number(std::int64_t& into) {
        if (rest_.size() < 8) return false;
        std::uint64_t value = 0;
        for (const char c : rest_.substr(0, 8)) value = value << 8 | static_cast<unsigned char>(c);
        rest_.remove_prefix(8);
        into = static_cast<std::int64_t>(value);
        return true;
    }
    bool text(std::string& into) {
        std::int64_t length = 0;
        if (!number(length) || length < 0 || static_cast<std::uint64_t>(length) > rest_.size()) return false;
        into.assign(rest_.substr(0, static_cast<std::size_t>(length)));
        rest_.remove_prefix(into.size());
        return true;
    }
    bool done() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

}  // namespace

std::string Cursor::text() const {
    std::string content(1, cursor_version);
    append_canonical(content, id);
    for (const auto& key : keys) append_canonical(content, std::string_view(key).substr(0, longest_key));
    return base64url(check_of(order, content) + content);
}

Result<Cursor> Cursor::parse(std::string_view text, std::string_view order, std::size_t keys) {
    if (text.size() > longest) return refused();
    const auto bytes = from_base64url(text);
    if (!bytes || bytes->size() < check_bytes + 1) return refused();
    const std::string_view content = std::string_view(*bytes).substr(check_bytes);
    if (std::string_view(*bytes).substr(0, check_bytes) != check_of(order, content) ||
        content.front() != cursor_version)
        return refused();
    Cursor cursor{.order = std::string(order), .keys = std::vector<std::string>(keys)};
    Reader reader(content.substr(1));
    if (!reader.number(cursor.id)) return refused();
    for (auto& key : cursor.keys)
        if (!reader.text(key)) return refused();
    if (!reader.done()) return refused();
    return cursor;
}

Result<std::int64_t> Cursor::integer(std::size_t index) const {
    std::int64_t value = 0;
    const std::string_view digits = keys.at(index);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return refused();
    return value;
}

Result<Instant> Cursor::instant(std::size_t index) const {
    const Instant moment{std::chrono::sys_time<Duration>{Duration{TRY(integer(index))}}};
    if (moment < instant_at(first_day) || moment >= instant_at(last_day + 1)) return refused();
    return moment;
}

Result<Date> Cursor::date(std::size_t index) const {
    const std::int64_t days = TRY(integer(index));
    const auto number = [](Date date) { return std::int64_t{date.day.time_since_epoch().count()}; };
    if (days < number(first_day) || days > number(last_day)) return refused();
    return Date{std::chrono::sys_days{std::chrono::days{days}}};
}

}  // namespace tongguan::api
