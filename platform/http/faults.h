// What the transport answers by itself, as problems in Chinese or English (texts/*.json): a title that names the fault,
// and beside it, under "<key>.detail", the rule and the bound that were not kept.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/message.h"
#include "platform/http/target.h"

namespace tongguan::http {

using FaultArgs = std::vector<std::pair<std::string_view, std::string>>;  // values of {name} in a detail

// `language` is the Accept-Language header; anything that does not begin with "en" reads Chinese.
Response fault_answer(const Fault& fault, std::string_view language, std::string_view trace,
                      const FaultArgs& args = {});
std::string_view fault_text(std::string_view key, std::string_view language);

}  // namespace tongguan::http
