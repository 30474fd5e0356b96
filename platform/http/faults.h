// What the transport answers by itself, as problems in Chinese or English (texts/*.json).
#pragma once

#include <string_view>

#include "platform/http/message.h"
#include "platform/http/target.h"

namespace tongguan::http {

// `language` is the Accept-Language header; anything that does not begin with "en" reads Chinese.
Response fault_answer(const Fault& fault, std::string_view language, std::string_view trace);
std::string_view fault_text(std::string_view key, std::string_view language);

}  // namespace tongguan::http
