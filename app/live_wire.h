// From server to server: the hints of each committed Work are an event; whichever server pumps it calls it out on one
// channel of the database, after the commit of its batch, and every other server tells its own open pages. A repeat
// makes a page read once more, so delivery may happen more than once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/live.h"
#include "platform/outbox/reaction.h"

namespace tongguan {

class LiveWire {
public:
    using Trouble = std::function<void(std::string_view)>;
    // `origin`: of this server's ids; its own pages were told at once, when the Work committed.
    LiveWire(std::string conninfo, LiveHints& pages, std::int64_t origin, Trouble trouble);
    ~LiveWire();
    void start();

private:
    struct State;
    std::unique_ptr<State> state_;
};

outbox::Reaction calling_out();  // the consumer of the event of hints

}  // namespace tongguan
