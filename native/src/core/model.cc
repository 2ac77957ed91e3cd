#include "core/model.h"

#include <cstring>

namespace kws {

std::shared_ptr<const Model> Model::OpenFile(const char* path, const char* isa, kws_status* status,
                                             std::string* error) {
  auto model = std::make_shared<Model>();
  if (!model->file_.ReadFile(path, error)) {
    *status = KWS_IO_ERROR;
    return nullptr;
  }
  auto opened = Finish(std::move(model), isa, status, error);
  if (opened == nullptr && *status != KWS_INVALID_ARGUMENT)
    *error = std::string(path) + ": " + *error;
  return opened;
}

std::shared_ptr<const Model> Model::OpenMemory(const void* bytes, uint64_t count, const char* isa,
                                               kws_status* status, std::string* error) {
  auto model = std::make_shared<Model>();
  if (count == 0) {
    *status = KWS_BAD_PLAN;
    *error = "the plan is empty";
    return nullptr;
  }
  if (!model->file_.Allocate(count)) {
    *status = KWS_OUT_OF_MEMORY;
    *error = "no memory for a plan of " + std::to_string(count) + " bytes";
    return nullptr;
  }
  memcpy(model->file_.data(), bytes, count);
  return Finish(std::move(model), isa, status, error);
}

std::shared_ptr<const Model> Model::Finish(std::shared_ptr<Model> model, const char* isa,
                                           kws_status* status, std::string* error) {
  model->isa_ = ResolveIsa(isa, error);
  if (model->isa_ == nullptr) {
    *status = KWS_UNSUPPORTED;
    return nullptr;
  }
  KernelTable kernels = KernelsFor(*model->isa_);
  // Who names an instruction set wants its answers, however slow they are.
  kernels.bf16 = kernels.bf16 || IsaIsNamed(isa);
  *status = ReadPlan(model->file_.data(), model->file_.bytes(), kernels, &model->plan_, error);
  if (*status != KWS_OK) return nullptr;
  return model;
}

}  // namespace kws
