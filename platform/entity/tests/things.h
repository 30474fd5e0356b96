// The things the tests of this library describe: one of every type.
#pragma once

#include <array>
#include <cstring>

#include "platform/entity/entity.h"

namespace tongguan::entity::testing {

enum class Gate { north, south, east };

struct Visitor {
    std::string name;
    std::optional<std::string> plate;
    friend bool operator==(const Visitor&, const Visitor&) = default;
};

struct Holder {};  // what a key of another thing points at

struct Pass {
    Id<Pass> id;
    Id<Holder> holder;
    Id<Holder> sponsor;
    std::string title;
    std::string reason;
    std::int64_t days = 1;
    bool overnight = false;
    Date from;
    std::optional<Date> until;
    Instant filed_at;
    std::optional<Instant> decided_at;
    Money fee;
    Area room;
    Gate gate = Gate::north;
    std::optional<Gate> exit;
    Document answers;
    std::vector<std::string> words;
    std::vector<std::int64_t> buildings;
    std::string phone;
    std::optional<std::string> note;
    std::string secret;
    std::int64_t version = 1;
};

struct Application {
    std::string title;
    Visitor contact;
    std::vector<Visitor> visitors;
    std::optional<Visitor> driver;
};

// A row as PostgreSQL would send it, for tests of load().
class BinaryRow {
public:
    BinaryRow& null() { return add({}, true); }
    BinaryRow& text(std::string_view bytes) { return add(std::string(bytes)); }
    BinaryRow& boolean(bool flag) { return add(std::string(1, flag ? '\1' : '\0')); }
    template <class Number>
    BinaryRow& integer(Number number) {
        return add(big_endian(number));
    }
    BinaryRow& date(Date day) { return integer(static_cast<std::int32_t>(day.day.time_since_epoch().count() - 10957)); }
    BinaryRow& instant(Instant at) { return integer(at.micros() - 946684800LL * 1000000); }
    BinaryRow& jsonb(std::string_view json) { return add('\1' + std::string(json)); }
    BinaryRow& texts(const std::vector<std::string>& all) {
        std::string bytes = array_head(all.size(), 25);
        for (const auto& one : all) bytes += big_endian(static_cast<std::int32_t>(one.size())) + one;
        return add(bytes);
    }
    BinaryRow& integers(const std::vector<std::int64_t>& all) {
        std::string bytes = array_head(all.size(), 20);
        for (const auto one : all) bytes += big_endian(std::int32_t{8}) + big_endian(one);
        return add(bytes);
    }
    std::vector<Cell> cells() const {
        std::vector<Cell> all;
        for (const auto& [bytes, is_null] : columns_)
            all.push_back(is_null ? Cell{} : Cell{bytes.data(), static_cast<int>(bytes.size())});
        return all;
    }
    template <class Number>
    static std::string big_endian(Number number) {
        std::string bytes;
        for (int shift = static_cast<int>(sizeof number - 1) * 8; shift >= 0; shift -= 8)
            bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> shift & 0xFF);
        return bytes;
    }

private:
    static std::string array_head(std::size_t count, std::int32_t element) {
        if (count == 0) return big_endian(std::int32_t{0}) + big_endian(std::int32_t{0}) + big_endian(element);
        return big_endian(std::int32_t{1}) + big_endian(std::int32_t{0}) + big_endian(element) +
               big_endian(static_cast<std::int32_t>(count)) + big_endian(std::int32_t{1});
    }
    BinaryRow& add(std::string bytes, bool is_null = false) {
        columns_.emplace_back(std::move(bytes), is_null);
        return *this;
    }
    std::vector<std::pair<std::string, bool>> columns_;
};

Pass sample_pass();
BinaryRow sample_row();  // of sample_pass()

template <class T>
std::string json_of(const T& thing) {
    std::string out;
    JsonWriter writer(out);
    write_json(writer, describe<T>(), &thing);
    return out;
}
template <class T>
Outcome from_json(std::string_view json, T& thing) {
    return read_json(TRY(parse_json(json)), describe<T>(), &thing);
}
// "title: missing" … one per fault, in order; "ok" when there is none.
std::vector<std::string> faults(const Outcome& outcome);

}  // namespace tongguan::entity::testing

namespace tongguan::entity {
template <>
struct EnumWords<testing::Gate> {
    using enum testing::Gate;
    static constexpr std::array<std::pair<testing::Gate, std::string_view>, 3> words{
        {{north, "north"}, {south, "south"}, {east, "east"}}};
};
template <>
const Description& describe<testing::Visitor>();
template <>
const Description& describe<testing::Pass>();
template <>
const Description& describe<testing::Application>();
template <>
const Entity& entity<testing::Pass>();
}  // namespace tongguan::entity
