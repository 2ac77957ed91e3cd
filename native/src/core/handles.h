// What the handles of the C ABI stand for.
#ifndef KWS_CORE_HANDLES_H_
#define KWS_CORE_HANDLES_H_

#include <memory>

#include "core/model.h"
#include "core/session.h"

struct kws_model {
  std::shared_ptr<const kws::Model> model;
};

struct kws_session {
  std::unique_ptr<kws::Session> session;
};

#endif  // KWS_CORE_HANDLES_H_
