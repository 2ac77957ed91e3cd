// The audio front end: nanoseconds per frame, and GFLOP/s by the nominal count of
// docs/lab/2026-11-23-audio-front-end.md.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include "audio/features.h"
#include "audio/steps.h"
#include "core/isa.h"

namespace kws {
namespace {

// A second of sound at 16 kHz with the settings of the small reference graphs and of the training's
// features.
struct Setting {
  const char* name;
  kws_features_settings settings;
};

const Setting kSettings[] = {
    {"mfcc_640_640", {KWS_CEPSTRUM, 16000, 640, 640, {KWS_AUDIO_OPS, 16000, 20, 4000, 40, 10}}},
    {"mfcc_640_320", {KWS_CEPSTRUM, 16000, 640, 320, {KWS_AUDIO_OPS, 16000, 20, 4000, 40, 10}}},
    {"mfcc_480_160", {KWS_CEPSTRUM, 16000, 480, 160, {KWS_AUDIO_OPS, 16000, 20, 4000, 40, 40}}},
    {"contrib_mfcc_480_160",
     {KWS_CEPSTRUM, 16000, 480, 160, {KWS_CONTRIB_SIGNAL, 16000, 80, 7600, 80, 60}}},
    {"contrib_spec_480_160",
     {KWS_MAGNITUDE, 16000, 480, 160, {KWS_CONTRIB_SIGNAL, 16000, 80, 7600, 80, 60}}},
};

double FlopsPerFrame(const kws_features_settings& s) {
  const SpectrumSettings spectrum = ToSpectrum(s.window, s.stride, s.cepstrum.style);
  if (s.kind != KWS_CEPSTRUM) return SpectrumFlops(spectrum);
  return SpectrumFlops(spectrum) + CepstrumFlops(ToCepstrum(s.cepstrum), spectrum.Bins());
}

void FrontEndBench(benchmark::State& state, const Setting& setting, const Isa& isa) {
  std::string error;
  const auto features = Features::Make(setting.settings, isa, &error);
  const auto reference = Features::Make(setting.settings, AvailableIsas().back(), &error);
  std::vector<float> in(setting.settings.samples);
  for (size_t i = 0; i < in.size(); ++i)
    in[i] = 0.3f * std::sin(0.05f * i + 1e-5f * i * i) + 1e-3f * (i * i % 101);
  std::vector<float> out(static_cast<size_t>(features->frames()) * features->columns());
  std::vector<float> expected(out.size());
  for (auto _ : state) {
    features->Run(in.data(), 1, out.data());
    benchmark::DoNotOptimize(out.data());
  }
  reference->Run(in.data(), 1, expected.data());
  for (size_t i = 0; i < out.size(); ++i) {
    if (!(std::fabs(out[i] - expected[i]) <= 1e-5f * (1 + std::fabs(expected[i])))) {
      state.SkipWithError("result differs from the reference");
      return;
    }
  }
  const double frames = static_cast<double>(state.iterations()) * features->frames();
  state.counters["frame"] =
      benchmark::Counter(frames, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["GFLOP/s"] = benchmark::Counter(frames * FlopsPerFrame(setting.settings) * 1e-9,
                                                 benchmark::Counter::kIsRate);
}

const bool kRegistered = [] {
  for (const Setting& setting : kSettings) {
    for (const Isa& isa : AvailableIsas()) {
      if (isa.target == 0) continue;
      benchmark::RegisterBenchmark(
          (std::string("front_end/") + setting.name + "/" + isa.name).c_str(),
          [&](benchmark::State& state) { FrontEndBench(state, setting, isa); })
          ->Unit(benchmark::kMicrosecond);
    }
  }
  return true;
}();

}  // namespace
}  // namespace kws

BENCHMARK_MAIN();
