#include "platform/work/work.h"

#include <algorithm>
#include <stdexcept>

#include "platform/work/store.h"

namespace tongguan {

Work::Work(const Services& services, db::Session& session, access::Actor actor, std::string trace)
    : services_(services),
      session_(session),
      actor_(std::move(actor)),
      trace_(std::move(trace)),
      now_(services.clocks.business.now()),
      recorded_at_(services.clocks.machine.now()) {}

Outcome Work::require(Permission permission) const {
    if (actor_.may(permission)) return Done{};
    return forbidden("access.no_right", {{"permission", std::string(permission.key)}});
}

AuditSink& Work::sink() const {
    if (services_.audit == nullptr) throw std::logic_error("a piece of work that writes needs an audit");
    return *services_.audit;
}

void Work::emit(std::string_view name, std::string json) {
    session_.later(work::store::emit, db::Params(services_.ids.next(recorded_at_.millis()), name, db::JsonText{json},
                                                 actor_.person, actor_.post, trace_, now_, recorded_at_));
}

void Work::hint(std::string_view topic) {
    if (std::ranges::find(after_end_.hints, topic) != after_end_.hints.end()) return;  // once is enough
    if (after_end_.hints.size() == most_hints) throw std::logic_error("too many hints in one piece of work");
    after_end_.hints.emplace_back(topic);
}

void Work::audit(std::string_view verb, std::string_view entity_name, std::int64_t id, std::string_view detail_json) {
    sink().append(*this, {.verb = verb, .entity = entity_name, .record_id = id, .detail_json = detail_json});
}

void Work::note(std::function<void(Work&)> what) {
    if (after_end_.notes.size() == most_notes) throw std::logic_error("too many notes in one piece of work");
    after_end_.notes.push_back(std::move(what));
}

}  // namespace tongguan
