// The C ABI's kws_features_*.
#include <memory>
#include <string>

#include "audio/features.h"
#include "core/status.h"

struct kws_features {
  std::unique_ptr<kws::Features> features;
};

extern "C" {

kws_status kws_features_create(const kws_features_settings* settings, const char* isa,
                               kws_features** features) {
  if (settings == nullptr || features == nullptr) {
    return kws::Report(KWS_INVALID_ARGUMENT, "settings or features is NULL");
  }
  *features = nullptr;
  return kws::Guard([&] {
    std::string error;
    const kws::Isa* resolved = kws::ResolveIsa(isa, &error);
    if (resolved == nullptr) return kws::Report(KWS_UNSUPPORTED, error.c_str());
    std::unique_ptr<kws::Features> made = kws::Features::Make(*settings, *resolved, &error);
    if (made == nullptr) return kws::Report(KWS_INVALID_ARGUMENT, error.c_str());
    *features = new kws_features{std::move(made)};
    return kws::Success();
  });
}

void kws_features_close(kws_features* features) { delete features; }

int32_t kws_features_frames(const kws_features* features) {
  return features == nullptr ? 0 : features->features->frames();
}

int32_t kws_features_columns(const kws_features* features) {
  return features == nullptr ? 0 : features->features->columns();
}

kws_status kws_features_run(kws_features* features, const float* in, int32_t clips, float* out) {
  if (features == nullptr || in == nullptr || out == nullptr || clips < 0) {
    return kws::Report(KWS_INVALID_ARGUMENT, "features, in or out is NULL, or clips is negative");
  }
  return kws::Guard([&] {
    features->features->Run(in, clips, out);
    return kws::Success();
  });
}

kws_status kws_features_matrices(const kws_features* features, float* mel, float* dct) {
  if (features == nullptr || mel == nullptr || dct == nullptr) {
    return kws::Report(KWS_INVALID_ARGUMENT, "features, mel or dct is NULL");
  }
  const kws::CepstrumTables* tables = features->features->cepstrum();
  if (tables == nullptr)
    return kws::Report(KWS_UNSUPPORTED, "only cepstra have mel filters and a DCT");
  return kws::Guard([&] {
    tables->WriteMel(mel);
    tables->WriteDct(dct);
    return kws::Success();
  });
}

}  // extern "C"
