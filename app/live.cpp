#include "app/live.h"

#include "platform/work/hints.h"

namespace tongguan {

namespace {
constexpr std::string_view every_page = "*";  // heard by all, told of nothing but loss
}

void LiveHints::listen(const std::shared_ptr<http::Stream>& stream, const access::Actor& reader) {
    std::vector<std::string> topics{std::string(every_page)};
    for (const Live& kind : kinds_)
        if (const db::Scope* scope = reader.scope(kind.permission))
            for (std::string& topic : work::heard(kind.entity, *scope)) topics.push_back(std::move(topic));
    // to-dos are told to a person and to a unit
    topics.push_back(work::topic("task.task", db::Shape::self, std::to_string(reader.person.value)));
    topics.push_back(work::topic("task.task", db::Shape::unit, std::to_string(reader.unit.value)));
    broadcast_.subscribe(stream, topics);
}

void LiveHints::publish(const std::vector<std::string>& topics) {
    for (const std::string& topic : topics) broadcast_.tell(topic, "changed", work::kind_of(topic));
}

void LiveHints::tell_missed() { broadcast_.tell(every_page, "missed", {}); }

}  // namespace tongguan
