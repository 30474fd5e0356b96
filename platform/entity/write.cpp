// From a thing to its JSON, to Values and to the differences of two of them.
#include "platform/entity/description.h"

#include "base/text.h"
#include "platform/entity/faults.h"

namespace tongguan::entity {

namespace {

// The first `head` and the last `tail` code points stay; each one between becomes a star.
std::string starred(std::string_view text, std::size_t head, std::size_t tail) {
    const std::size_t length = code_points(text);
    std::string out;
    std::size_t index = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
        if (index < head || index + tail >= length)
            out += text.substr(at, next - at);
        else
            out += '*';
        at = next;
        ++index;
    }
    return out;
}

std::string as_text(const Field& field, const Value& value) {
    std::string json;
    JsonWriter writer(json);
    write_value(writer, field, value);
    if (json.size() >= 2 && json.front() == '"') return json.substr(1, json.size() - 2);
    return json;
}

std::string nested_json(const Field& field, const void* object) {
    std::string json;
    JsonWriter writer(json);
    field.ops->write(field, member_of(field, object), writer);
    return json;
}

void write_masked(JsonWriter& out, const Field& field, const void* object) {
    const Value value = masked(field, field.ops->read(field, member_of(field, object)));
    if (const auto* text = std::get_if<std::string>(&value))
        out.value(std::string_view(*text));
    else if (const auto* words = std::get_if<std::vector<std::string>>(&value)) {
        out.begin_array();
        for (const auto& word : *words) out.value(std::string_view(word));
        out.end_array();
    } else
        out.null();
}

}  // namespace

std::string masked(Masking masking, std::string_view text) {
    const std::size_t length = code_points(text);
    switch (masking) {
        case Masking::none:
            return std::string(text);
        case Masking::name:
            return length < 2 ? std::string("*") : starred(text, 1, 0);
        case Masking::phone:
            return length < 8 ? std::string("***") : starred(text, 3, 4);
        case Masking::number:
            return length < 6 ? std::string("***") : starred(text, 1, 1);
        case Masking::all:
            break;
    }
    return "***";  // of one length, so that the length says nothing
}

Value masked(const Field& field, Value value) {
    if (field.hidden) return {};
    if (field.masking == Masking::none || std::holds_alternative<std::monostate>(value)) return value;
    if (auto* words = std::get_if<std::vector<std::string>>(&value)) {
        for (auto& word : *words) word = masked(field.masking, word);
        return value;
    }
    if (const auto* text = std::get_if<std::string>(&value)) return masked(field.masking, *text);
    return masked(field.masking, as_text(field, value));
}

Value read(const Field& field, const void* object) { return field.ops->read(field, member_of(field, object)); }

void write_json(JsonWriter& out, const Description& description, const void* object) {
    out.begin_object();
    for (const Field& field : description.fields) {
        if (field.hidden) continue;
        out.key(field.name);
        if (field.masking == Masking::none)
            field.ops->write(field, member_of(field, object), out);
        else
            write_masked(out, field, object);
    }
    out.end_object();
}

void write_value(JsonWriter& out, const Field& field, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        out.null();
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
        switch (field.type) {
            case Type::money:
                out.value(std::string_view(to_string(Money{*number})));
                break;
            case Type::area:
                out.value(std::string_view(to_string(Area{*number})));
                break;
            case Type::id:
            case Type::reference:
                out.id_value(*number);
                break;
            default:
                out.value(*number);
        }
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        const bool is_json = !has_column(field) || (field.type == Type::document && field.masking == Masking::none);
        if (is_json)
            out.raw(*text);
        else
            out.value(std::string_view(*text));
    } else if (const auto* words = std::get_if<std::vector<std::string>>(&value)) {
        out.begin_array();
        for (const auto& word : *words) out.value(std::string_view(word));
        out.end_array();
    } else if (const auto* keys = std::get_if<std::vector<std::int64_t>>(&value)) {
        out.begin_array();
        for (const std::int64_t key : *keys) out.id_value(key);
        out.end_array();
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        out.value(*flag);
    } else if (const auto* date = std::get_if<Date>(&value)) {
        out.value(*date);
    } else {
        out.value(std::get<Instant>(value));
    }
}

std::vector<Change> changes(const Description& description, const void* before, const void* after) {
    std::vector<Change> found;
    for (const Field& field : description.fields) {
        if (has_column(field)) {
            Value old = read(field, before);
            Value now = read(field, after);
            if (old != now) found.push_back({&field, masked(field, std::move(old)), masked(field, std::move(now))});
        } else {  // nested things are compared as their JSON, which is masked already
            std::string old = nested_json(field, before);
            std::string now = nested_json(field, after);
            if (old == now) continue;
            if (field.hidden)
                found.push_back({&field, {}, {}});
            else
                found.push_back({&field, std::move(old), std::move(now)});
        }
    }
    return found;
}

}  // namespace tongguan::entity
