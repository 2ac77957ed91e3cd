// What the functions of the C ABI share: the handles of models and sessions, and checks.
#ifndef KWS_CORE_HANDLES_H_
#define KWS_CORE_HANDLES_H_

#include <memory>

#include "core/model.h"
#include "core/session.h"
#include "core/status.h"

struct kws_model {
  std::shared_ptr<const kws::Model> model;
};

struct kws_session {
  std::unique_ptr<kws::Session> session;
};

namespace kws {

// Null if the plan has no tensor of that index.
inline const kws_tensor_info* TensorAt(const Plan& plan, int32_t index) {
  const auto at = static_cast<size_t>(index);
  return index < 0 || at >= plan.tensors.size() ? nullptr : &plan.tensors[at].info;
}

inline kws_status End(const Session& session, bool ran) {
  return ran ? Success() : Report(session.error_status(), session.error());
}

}  // namespace kws

#endif  // KWS_CORE_HANDLES_H_
