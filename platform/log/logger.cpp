#include "platform/log/logger.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "platform/log/writer.h"

namespace tongguan::log {
namespace {

// Names that hold a secret or a person's data, also as the last words of a longer one: contact_phone, csrf_token.
constexpr std::array<std::string_view, 23> redacted_names{
    "password",    "passphrase", "secret",  "token", "cookie", "authorization", "conninfo", "openid",
    "private_key", "secret_key", "api_key", "phone", "mobile", "email",         "id_card",  "id_number",
    "identity",    "name",       "birth",   "home",  "salary", "bank_card",     "plate"};
// What ends alike and names a thing, not a person.
constexpr std::array<std::string_view, 10> plain_names{"event_name", "table_name",     "job_name",   "module_name",
                                                       "file_name",  "server_name",    "route_name", "statement_name",
                                                       "queue_name", "constraint_name"};

constexpr std::string_view redacted = "redacted";
constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// Valid UTF-8 of at most text_bytes_max bytes; what a stranger sent may be neither.
std::string fit(std::string_view text) {
    const bool cut = text.size() > text_bytes_max;
    std::size_t end = std::min(text.size(), text_bytes_max);
    while (cut && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
    std::string out;
    if (is_utf8(text)) {
        out = text;
    } else {
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x80) {
                out += c;
            } else {
                out += replacement;
            }
        }
    }
    if (cut) out += "…";
    return out;
}

void append_text(JsonWriter& json, std::string_view text) {
    if (text.size() <= text_bytes_max && is_utf8(text)) {
        json.value(text);
    } else {
        json.value(std::string_view(fit(text)));
    }
}

}  // namespace

Logger::Logger(const Clock& machine, const Options& options) : machine_(machine), level_(options.level) {
    writer_ = std::make_unique<Writer>(
        options, [this](std::uint64_t count) { return line(Level::warn, "log.dropped", {{"lines", count}}, {}); });
}

Logger::~Logger() = default;

std::uint64_t Logger::dropped() const { return writer_->dropped(); }
void Logger::flush() { writer_->flush(); }
void Logger::reopen() {
    if (!writer_->reopen()) error("log.not_reopened");
}

void Logger::write(Level level, std::string_view event, Fields fields, std::string_view trace) {
    writer_->take(level, line(level, event, fields, trace));
}

std::string Logger::line(Level level, std::string_view event, Fields fields, std::string_view trace) const {
    std::string out;
    out.reserve(256);
    JsonWriter json(out);
    json.begin_object().member("at", machine_.now()).member("level", to_string(level));
    json.key("event");
    append_text(json, event);
    if (!trace.empty()) {
        json.key("trace");
        append_text(json, trace);
    }
    std::size_t left = line_fields_max;
    for (const Field& field : fields) {
        if (left-- == 0) break;
        json.key(field.name_);
        if (is_redacted(field.name_)) {
            json.value(redacted);
            continue;
        }
        switch (field.kind_) {
            case Field::Kind::text:
                append_text(json, field.text_);
                break;
            case Field::Kind::number:
                json.value(field.number_);
                break;
            case Field::Kind::real:
                json.value(field.real_);
                break;
            case Field::Kind::flag:
                json.value(field.number_ != 0);
                break;
            case Field::Kind::id:
                json.id_value(field.number_);
                break;
        }
    }
    json.end_object();
    return out;
}

std::string_view to_string(Level level) {
    constexpr std::array<std::string_view, 5> words{"debug", "info", "warn", "error", "off"};
    return words[static_cast<std::size_t>(level)];
}

bool is_redacted(std::string_view name) {
    if (std::ranges::find(plain_names, name) != plain_names.end()) return false;
    return std::ranges::any_of(redacted_names, [&](std::string_view word) {
        return name.ends_with(word) && (name.size() == word.size() || name[name.size() - word.size() - 1] == '_');
    });
}

}  // namespace tongguan::log
