// The C ABI: argument checks, status codes and messages; everything else is behind it.
#include <algorithm>
#include <cstring>
#include <new>
#include <string>

#include "core/handles.h"
#include "core/machine.h"
#include "core/pcm.h"
#include "core/status.h"
#include "kwsbench.h"

namespace {

using kws::End;
using kws::Guard;
using kws::GuardOr;
using kws::Report;
using kws::Success;

template <class Open>
kws_status OpenModel(kws_model** model, Open open) {
  *model = nullptr;
  return Guard([&] {
    kws_status status = KWS_OK;
    std::string error;
    std::shared_ptr<const kws::Model> opened = open(&status, &error);
    if (opened == nullptr) return Report(status, error.c_str());
    *model = new kws_model{std::move(opened)};
    return Success();
  });
}

const kws::Plan& PlanOf(const kws_session& session) { return session.session->model().plan(); }

void Describe(const kws::PlanStep& step, kws_step_info* info) {
  const auto trips = static_cast<double>(step.trips);
  double bytes = 0;
  for (const kws::OperandExtent& operand : step.operands)
    bytes += static_cast<double>(operand.bytes);
  info->kernel = step.kernel == nullptr ? "loop" : step.kernel->name;
  info->name = step.name;
  info->nodes = step.nodes;
  info->flops = step.executed_flops * trips;
  info->bytes = bytes * trips;
  info->loop = step.loop;
}

// Null if there is none of that index.
const kws_tensor_info* Tensor(const kws_session* session, int32_t index) {
  return session == nullptr ? nullptr : kws::TensorAt(PlanOf(*session), index);
}

kws_status WrongSize(const kws_tensor_info& info, const char* takes, uint64_t capacity,
                     const char* unit, uint64_t given) {
  const std::string message = std::string(info.name).substr(0, 200) + takes +
                              std::to_string(capacity) + unit + ", not " + std::to_string(given);
  return Report(KWS_INVALID_ARGUMENT, message.c_str());
}

}  // namespace

extern "C" {

const char* kws_status_name(kws_status status) {
  switch (status) {
    case KWS_OK:
      return "KWS_OK";
    case KWS_INVALID_ARGUMENT:
      return "KWS_INVALID_ARGUMENT";
    case KWS_IO_ERROR:
      return "KWS_IO_ERROR";
    case KWS_BAD_PLAN:
      return "KWS_BAD_PLAN";
    case KWS_UNSUPPORTED:
      return "KWS_UNSUPPORTED";
    case KWS_OUT_OF_MEMORY:
      return "KWS_OUT_OF_MEMORY";
    case KWS_BAD_INPUT:
      return "KWS_BAD_INPUT";
  }
  return "unknown status";
}

const char* kws_last_error(void) { return kws::LastError(); }

const char* kws_version(void) { return KWS_VERSION; }

kws_status kws_model_open_file(const char* path, const char* isa, kws_model** model) {
  if (path == nullptr || model == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "path or model is NULL");
  return OpenModel(model, [&](kws_status* status, std::string* error) {
    return kws::Model::OpenFile(path, isa, status, error);
  });
}

kws_status kws_model_open_memory(const void* plan, uint64_t bytes, const char* isa,
                                 kws_model** model) {
  if (plan == nullptr || model == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "plan or model is NULL");
  return OpenModel(model, [&](kws_status* status, std::string* error) {
    return kws::Model::OpenMemory(plan, bytes, isa, status, error);
  });
}

void kws_model_close(kws_model* model) { delete model; }

const char* kws_model_isa(const kws_model* model) {
  return model == nullptr ? "" : model->model->isa().name;
}

uint64_t kws_model_arena_bytes(const kws_model* model) {
  return model == nullptr ? 0 : model->model->plan().arena_bytes;
}

uint64_t kws_model_constant_bytes(const kws_model* model) {
  return model == nullptr ? 0 : model->model->plan().constant_bytes;
}

int32_t kws_model_tensor_count(const kws_model* model) {
  return model == nullptr ? 0 : static_cast<int32_t>(model->model->plan().tensors.size());
}

kws_status kws_model_tensor(const kws_model* model, int32_t index, kws_tensor_info* info) {
  if (info == nullptr || index < 0 || index >= kws_model_tensor_count(model)) {
    return Report(KWS_INVALID_ARGUMENT, "no such tensor");
  }
  return Guard([&] {
    *info = model->model->plan().tensors[static_cast<size_t>(index)].info;
    return Success();
  });
}

int32_t kws_model_step_count(const kws_model* model) {
  return model == nullptr ? 0 : static_cast<int32_t>(model->model->plan().steps.size());
}

kws_status kws_model_step(const kws_model* model, int32_t index, kws_step_info* info) {
  if (info == nullptr || index < 0 || index >= kws_model_step_count(model)) {
    return Report(KWS_INVALID_ARGUMENT, "no such step");
  }
  return Guard([&] {
    Describe(model->model->plan().steps[static_cast<size_t>(index)], info);
    return Success();
  });
}

kws_status kws_session_create(kws_model* model, int32_t num_threads, kws_session** session) {
  if (model == nullptr || session == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "model or session is NULL");
  *session = nullptr;
  if (num_threads < 1 || num_threads > kws::Session::kMaxThreads)
    return Report(KWS_INVALID_ARGUMENT, "num_threads is not in 1..64");
  return Guard([&] {
    std::string error;
    auto created = kws::Session::Create(model->model, num_threads, &error);
    if (created == nullptr) return Report(KWS_OUT_OF_MEMORY, error.c_str());
    *session = new kws_session{std::move(created)};
    return Success();
  });
}

void kws_session_close(kws_session* session) { delete session; }

void* kws_session_buffer(kws_session* session, int32_t tensor) {
  return Tensor(session, tensor) == nullptr ? nullptr
                                            : session->session->Buffer(static_cast<size_t>(tensor));
}

kws_status kws_session_set_bytes(kws_session* session, int32_t tensor, const void* data,
                                 uint64_t bytes) {
  return Guard([&] {
    const kws_tensor_info* info = Tensor(session, tensor);
    if (info == nullptr || (data == nullptr && bytes > 0))
      return Report(KWS_INVALID_ARGUMENT, "no such tensor or no data");
    if (info->dtype != KWS_BYTES || info->feed == 0)
      return Report(KWS_INVALID_ARGUMENT, "not a feed of bytes");
    const uint64_t capacity = info->bytes - sizeof(uint64_t);
    if (bytes > capacity) return WrongSize(*info, " takes at most ", capacity, " bytes", bytes);
    auto* buffer = static_cast<uint8_t*>(kws_session_buffer(session, tensor));
    memcpy(buffer, &bytes, sizeof(bytes));
    if (bytes > 0) memcpy(buffer + sizeof(bytes), data, bytes);
    return Success();
  });
}

kws_status kws_session_set_pcm16(kws_session* session, int32_t tensor, const int16_t* samples,
                                 uint64_t count, float full_scale) {
  return Guard([&] {
    const kws_tensor_info* info = Tensor(session, tensor);
    if (info == nullptr || (samples == nullptr && count > 0))
      return Report(KWS_INVALID_ARGUMENT, "no such tensor or no samples");
    if (info->dtype != KWS_FLOAT32 || info->feed == 0)
      return Report(KWS_INVALID_ARGUMENT, "not a feed of floats");
    const uint64_t elements = info->bytes / sizeof(float);
    if (count != elements) return WrongSize(*info, " takes ", elements, " samples", count);
    kws::PcmToFloat(samples, count, full_scale,
                    static_cast<float*>(kws_session_buffer(session, tensor)));
    return Success();
  });
}

kws_status kws_session_run(kws_session* session) {
  if (session == nullptr) return Report(KWS_INVALID_ARGUMENT, "session is NULL");
  return Guard([&] { return End(*session->session, session->session->Run()); });
}

kws_status kws_session_run_profiled(kws_session* session, kws_step_time* times, int32_t count) {
  if (session == nullptr || times == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "session or times is NULL");
  if (count < 0 || static_cast<size_t>(count) != PlanOf(*session).steps.size()) {
    return Report(KWS_INVALID_ARGUMENT, "times does not have one entry per step");
  }
  return Guard([&] { return End(*session->session, session->session->RunProfiled(times)); });
}

const char* kws_available_isas(void) {
  return GuardOr("", [] { return kws::AvailableIsaNames(); });
}

kws_status kws_resolve_isa(const char* isa, const char** resolved) {
  if (resolved == nullptr) return Report(KWS_INVALID_ARGUMENT, "resolved is NULL");
  return Guard([&] {
    std::string error;
    const kws::Isa* found = kws::ResolveIsa(isa, &error);
    if (found == nullptr) return Report(KWS_UNSUPPORTED, error.c_str());
    *resolved = found->name;
    return Success();
  });
}

kws_status kws_measure_peak(const char* isa, int32_t arithmetic, int32_t milliseconds, double* best,
                            double* sustained) {
  if (best == nullptr || sustained == nullptr || milliseconds < 1 || milliseconds > 60000) {
    return Report(KWS_INVALID_ARGUMENT, "a result is NULL or milliseconds is not in 1..60000");
  }
  if (arithmetic < KWS_FMA || arithmetic > KWS_INT8_DOT)
    return Report(KWS_INVALID_ARGUMENT, "no such arithmetic");
  return Guard([&] {
    std::string error;
    const kws::Isa* found = kws::ResolveIsa(isa, &error);
    if (found == nullptr) return Report(KWS_UNSUPPORTED, error.c_str());
    kws::Peak peak;
    if (!kws::MeasurePeak(*found, static_cast<kws_arithmetic>(arithmetic), milliseconds, &peak)) {
      error = std::string(found->name) + " has no instruction of this arithmetic here";
      return Report(KWS_UNSUPPORTED, error.c_str());
    }
    *best = peak.best;
    *sustained = peak.sustained;
    return Success();
  });
}

double kws_measure_clock_ns(void) { return kws::MeasureClockNanos(); }

}  // extern "C"
