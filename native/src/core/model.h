// An opened plan: immutable, shared by its sessions.
#ifndef KWS_CORE_MODEL_H_
#define KWS_CORE_MODEL_H_

#include <memory>
#include <string>

#include "core/isa.h"
#include "core/memory.h"
#include "core/plan.h"

namespace kws {

class Model {
 public:
  // Both return null and set status and message on failure.
  static std::shared_ptr<const Model> OpenFile(const char* path, const char* isa,
                                               kws_status* status, std::string* error);
  static std::shared_ptr<const Model> OpenMemory(const void* bytes, uint64_t count, const char* isa,
                                                 kws_status* status, std::string* error);

  const Plan& plan() const { return plan_; }
  // The file as it was read; its header and sections are sound.
  const uint8_t* file() const { return file_.data(); }
  uint64_t file_bytes() const { return file_.bytes(); }
  const Isa& isa() const { return *isa_; }

 private:
  static std::shared_ptr<const Model> Finish(std::shared_ptr<Model> model, const char* isa,
                                             kws_status* status, std::string* error);

  Mapping file_;
  Plan plan_;
  const Isa* isa_ = nullptr;
};

}  // namespace kws

#endif  // KWS_CORE_MODEL_H_
