// What is wrong with an input, collected field by field; the first fault is the refusal, the rest stand in `also`.
// Private to platform/entity.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/entity/description.h"
#include "platform/entity/limits.h"

namespace tongguan::entity {

class Faults {
public:
    // key entity.invalid.<what>; `label` goes with it so that the edge can name the field in the reader's language.
    void add(std::string_view what, const Field& field, std::string path, Refusal::Args args = {}) {
        args.insert(args.begin(), {"label", field.label});
        add(what, std::move(path), std::move(args));
    }
    void add(std::string_view what, std::string path, Refusal::Args args) {
        if (all_.size() == limits::faults) return;
        all_.push_back(Refusal{.kind = Refusal::Kind::invalid,
                               .key = "entity.invalid." + std::string(what),
                               .args = std::move(args),
                               .field = std::move(path)});
    }
    bool none() const { return all_.empty(); }
    std::size_t size() const { return all_.size(); }

    Outcome outcome() && {
        if (all_.empty()) return Done{};
        Refusal first = std::move(all_.front());
        all_.erase(all_.begin());
        first.also = std::move(all_);
        return std::unexpected(std::move(first));
    }

private:
    std::vector<Refusal> all_;
};

inline std::string join(std::string_view path, std::string_view name) {
    if (path.empty()) return std::string(name);
    std::string joined(path);
    joined += '.';
    joined += name;
    return joined;
}

// The address of a field's member in its struct. Records have offset 0: their thunks get the record itself.
inline const void* member_of(const Field& field, const void* object) {
    return static_cast<const char*>(object) + field.offset;
}
inline void* member_of(const Field& field, void* object) { return static_cast<char*>(object) + field.offset; }

// Limits of one value that already has the field's type. An empty value is not asked about: see `required`.
void check_value(const Field& field, const Value& value, std::string_view path, Faults& faults);

}  // namespace tongguan::entity
