// The log: one JSON object per line, for the service manager to keep and rotate. Written by a thread of its own behind
// a bounded queue, so that no request waits for a disk; a line that finds the queue full is dropped and counted.
// Personal data never enter: a type marked personal does not compile as a field, and a field whose name says that it
// holds a secret or a person's data is written as "redacted". Built in app/ and passed by reference: there is no
// global.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/clock.h"
#include "base/id.h"

namespace tongguan::log {

enum class Level : std::uint8_t { debug, info, warn, error, off };

// A type whose values are personal says so: `using personal = void;`.
template <class T>
concept Personal = requires { typename std::remove_cvref_t<T>::personal; };

// A named value of one line. It borrows its text: fields live as long as the call.
class Field {
public:
    constexpr Field(std::string_view name, std::string_view value) : name_(name), kind_(Kind::text), text_(value) {}
    constexpr Field(std::string_view name, const char* value) : Field(name, std::string_view(value)) {}
    Field(std::string_view name, const std::string& value) : Field(name, std::string_view(value)) {}
    constexpr Field(std::string_view name, bool value) : name_(name), kind_(Kind::flag), number_(value ? 1 : 0) {}
    template <class Number>
        requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
    constexpr Field(std::string_view name, Number value)
        : name_(name), kind_(Kind::number), number_(static_cast<std::int64_t>(value)) {}
    constexpr Field(std::string_view name, double value) : name_(name), kind_(Kind::real), real_(value) {}
    template <class Thing>
    constexpr Field(std::string_view name, Id<Thing> id) : name_(name), kind_(Kind::id), number_(id.value) {}
    constexpr Field(std::string_view name, Duration value)  // written in microseconds: name it so ("wait_us")
        : name_(name), kind_(Kind::number), number_(value.count()) {}
    template <Personal T>
    Field(std::string_view name, const T& value) = delete;  // personal data are not logged; log an id

private:
    friend class Logger;
    enum class Kind : std::uint8_t { text, number, real, flag, id };
    std::string_view name_;
    Kind kind_;
    std::string_view text_{};
    std::int64_t number_ = 0;
    double real_ = 0;
};

using Fields = std::initializer_list<Field>;

struct Options {
    Level level = Level::info;
    std::string file{};        // appended to; empty: standard error, which the service manager keeps
    std::size_t queue = 8192;  // lines that wait at most; the last eighth is kept for warnings and errors
    std::function<void(std::string_view line)> also{};  // each line as written, on the writing thread (tests)
};

inline constexpr std::size_t text_bytes_max = 2048;  // of one field; longer ones are cut and end in …
inline constexpr std::size_t line_fields_max = 32;   // further fields are left out

class Writer;

class Logger {
public:
    // Throws std::runtime_error when the file cannot be opened.
    Logger(const Clock& machine, const Options& options);
    ~Logger();  // writes what waits
    Logger(const Logger&) = delete;
    Logger& operator=(const Logger&) = delete;

    bool on(Level level) const { return level >= level_.load(std::memory_order_relaxed); }
    void set_level(Level level) { level_.store(level, std::memory_order_relaxed); }

    // `event` is a constant name, "http.answered"; what varies is in the fields. `trace` is the W3C trace id, or "".
    void debug(std::string_view event, Fields fields = {}, std::string_view trace = {}) {
        if (on(Level::debug)) write(Level::debug, event, fields, trace);
    }
    void info(std::string_view event, Fields fields = {}, std::string_view trace = {}) {
        if (on(Level::info)) write(Level::info, event, fields, trace);
    }
    void warn(std::string_view event, Fields fields = {}, std::string_view trace = {}) {
        if (on(Level::warn)) write(Level::warn, event, fields, trace);
    }
    void error(std::string_view event, Fields fields = {}, std::string_view trace = {}) {
        if (on(Level::error)) write(Level::error, event, fields, trace);
    }

    // Lines lost since the start, by a full queue or a full disk. A line "log.dropped" tells when it has grown.
    std::uint64_t dropped() const;
    void flush();  // returns when all lines before it are written
    // Opens the file anew by its name, after it was moved away (logrotate). When that fails the old one stays in use
    // and "log.not_reopened" says so in it.
    void reopen();

private:
    void write(Level level, std::string_view event, Fields fields, std::string_view trace);
    std::string line(Level level, std::string_view event, Fields fields, std::string_view trace) const;

    const Clock& machine_;
    std::atomic<Level> level_;
    std::unique_ptr<Writer> writer_;
};

std::string_view to_string(Level level);  // "debug" … "error", "off"
// Whether a field of this name is written as "redacted": password, phone, id_number, session_token …
bool is_redacted(std::string_view name);

}  // namespace tongguan::log
