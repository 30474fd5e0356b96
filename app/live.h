// The open pages of this process: who listens to what, under the same walls as reading.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/access/actor.h"
#include "platform/http/sse.h"
#include "platform/module/module.h"

namespace tongguan {

class LiveHints {
public:
    explicit LiveHints(std::vector<Live> kinds) : kinds_(std::move(kinds)) {}

    void listen(const std::shared_ptr<http::Stream>& stream, const access::Actor& reader);
    void publish(const std::vector<std::string>& topics);  // of a committed Work, here or on another server
    void tell_missed();                                    // to all: hints were lost, read everything again

private:
    std::vector<Live> kinds_;
    http::Broadcast broadcast_;
};

}  // namespace tongguan
