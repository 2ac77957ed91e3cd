#include "core/status.h"

#include <algorithm>
#include <cstring>

namespace kws {
namespace {

thread_local char last_error[512] = "";

}  // namespace

kws_status Report(kws_status status, const char* message) {
  const size_t length = std::min(strlen(message), sizeof(last_error) - 1);
  memcpy(last_error, message, length);
  last_error[length] = '\0';
  std::replace(last_error, last_error + length, '\n', ' ');
  return status;
}

kws_status Success() {
  last_error[0] = '\0';
  return KWS_OK;
}

const char* LastError() { return last_error; }

}  // namespace kws
