#include "platform/work/hints.h"

#include "base/csv.h"
#include "base/json.h"

namespace tongguan::work {

namespace {

// A list shape listens to each of its members as the scalar shape would.
db::Shape scalar(db::Shape shape) {
    if (shape == db::Shape::units) return db::Shape::unit;
    if (shape == db::Shape::regions) return db::Shape::region;
    return shape;
}

}  // namespace

std::string topic(std::string_view kind, db::Shape shape, std::string_view key) {
    std::string made(kind);
    made.append("/").append(db::suffix_of(shape)).append("/").append(key);
    return made;
}

std::vector<std::string> told(std::string_view kind, const Audience& audience) {
    std::vector<std::string> topics{topic(kind, db::Shape::all, {})};
    const auto to = [&](db::Shape shape, std::int64_t key) {
        if (key != 0) topics.push_back(topic(kind, shape, std::to_string(key)));
    };
    to(db::Shape::self, audience.person);
    to(db::Shape::unit, audience.unit);
    to(db::Shape::region, audience.region);
    to(db::Shape::handling, audience.handling);
    return topics;
}

std::vector<std::string> heard(std::string_view kind, const db::Scope& scope) {
    const std::string_view setting = scope.setting;
    const bool list = setting.starts_with('{') && setting.ends_with('}');
    std::vector<std::string> topics;
    for (const std::string& key :
         list ? split(setting.substr(1, setting.size() - 2), ',') : std::vector{std::string(setting)})
        topics.push_back(topic(kind, scalar(scope.shape), key));
    return topics;
}

std::string_view kind_of(std::string_view topic) { return topic.substr(0, topic.find('/')); }

std::string hinted_fields(const std::vector<std::string>& topics) {
    std::string fields;
    JsonWriter json(fields);
    json.begin_object().key("topics").begin_array();
    for (const std::string& topic : topics) json.value(std::string_view(topic));
    json.end_array().end_object();
    return fields;
}

}  // namespace tongguan::work
