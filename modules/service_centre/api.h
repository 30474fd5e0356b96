// All that other modules may use of the service centre.
//
// Events (outbox; fields case_id, number, item, unit, state):
//   service_centre.CaseSubmitted CaseAccepted CaseRefused CaseReturned CaseResubmitted CaseDecided CaseFinished
// CaseRated
//   CaseWithdrawn
// Indicators: service_centre.cases, service_centre.satisfaction.
#pragma once

#include <string_view>

#include "platform/db/permission.h"

namespace tongguan::service_centre {

inline constexpr std::string_view cases_indicator = "service_centre.cases";
inline constexpr std::string_view satisfaction_indicator = "service_centre.satisfaction";

}  // namespace tongguan::service_centre
