// Every kernel of the manifest on its timed cases, on every instruction set of this machine:
// GFLOP/s and GB/s, each with its share of the peak that was measured as the benchmark started. The
// result is checked against the reference.
//   kernels_bench --benchmark_filter='conv|depthwise' --benchmark_counters_tabular=true
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cases.h"
#include "core/clock.h"
#include "core/isa.h"
#include "kwsbench.h"

namespace kws {
namespace {

constexpr int kPeakMilliseconds = 200;
constexpr size_t kCopyFloats = 4096;  // in and out stay in the first cache
constexpr int kCopies = 20000;

// A core's FMA peak on an instruction set, measured once.
double Peak(const std::string& isa) {
  static std::map<std::string, double> peaks;
  const auto known = peaks.find(isa);
  if (known != peaks.end()) return known->second;
  double gflops = 0;
  double sustained = 0;
  if (kws_measure_peak(isa.c_str(), KWS_FMA, kPeakMilliseconds, &gflops, &sustained) != KWS_OK)
    gflops = NAN;
  return peaks[isa] = gflops;
}

// Bytes read and written a nanosecond by a copy inside the first cache.
double CopySpeed() {
  static const double speed = [] {
    std::vector<float> from(kCopyFloats, 1.0f), to(kCopyFloats);
    const uint64_t start = NowNanos();
    for (int i = 0; i < kCopies; ++i) {
      memcpy(to.data(), from.data(), kCopyFloats * sizeof(float));
      benchmark::DoNotOptimize(to.data());
      benchmark::ClobberMemory();
    }
    return 2.0 * kCopyFloats * sizeof(float) * kCopies / static_cast<double>(NowNanos() - start);
  }();
  return speed;
}

bool Near(const CaseOperand& operand, const std::vector<uint8_t>& want,
          const std::vector<uint8_t>& got, double tolerance) {
  if (operand.dtype != KWS_FLOAT32)
    return memcmp(want.data(), got.data(), static_cast<size_t>(operand.size())) == 0;
  for (int64_t i = 0; i < operand.elements; ++i) {
    float a, b;
    memcpy(&a, want.data() + i * 4, 4);
    memcpy(&b, got.data() + i * 4, 4);
    if (!(std::fabs(a - b) <= tolerance * (1 + std::fabs(a)))) return false;
  }
  return true;
}

void KernelBench(benchmark::State& state, int kernel, const KernelCase& test, const Isa& isa) {
  CaseMemory memory(kKernels[kernel], test, 7), reference(kKernels[kernel], test, 7);
  const KernelEntry run = KernelsFor(isa).entries[kernel];
  memory.Run(run);
  reference.Run({kKernels[kernel].reference});
  for (int i = 0; i < kKernels[kernel].outputs; ++i) {
    const auto o = static_cast<size_t>(i);
    if (o >= test.operands.size() || test.operands[o].fill != CaseOperand::kOutput) continue;
    if (!Near(test.operands[o], reference.operand(o), memory.operand(o), test.tolerance))
      return state.SkipWithError("the result differs from the reference");
  }
  for (auto _ : state) memory.Run(run);
  int64_t bytes = 0;
  for (const CaseOperand& operand : test.operands) bytes += operand.size();
  const double runs = static_cast<double>(state.iterations());
  const double flops = kKernels[kernel].executed_flops(test.params.data());
  using benchmark::Counter;
  state.counters["GB/s"] = Counter(1e-9 * runs * static_cast<double>(bytes), Counter::kIsRate);
  state.counters["L1_copy_GB/s"] = CopySpeed();
  if (flops > 0) {
    state.counters["GFLOP/s"] = Counter(1e-9 * runs * flops, Counter::kIsRate);
    state.counters["peak_GFLOP/s"] = Peak(isa.name);
  }
}

void Register() {
  for (int kernel = 0; kernel < kKernelCount; ++kernel) {
    const std::vector<KernelCase> cases = CasesOf(kernel);
    const bool any =
        std::any_of(cases.begin(), cases.end(), [](const KernelCase& test) { return test.timed; });
    for (const KernelCase& test : cases) {
      // no kernel goes without a line: one that no case is timed of shows its last
      if (any ? !test.timed : &test != &cases.back()) continue;
      for (const Isa& isa : AvailableIsas()) {
        if (isa.target == 0) continue;  // the reference
        const std::string name =
            std::string(kKernels[kernel].name) + "/" + test.name + "/" + isa.name;
        benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
          KernelBench(state, kernel, test, isa);
        })->Unit(benchmark::kMicrosecond);
      }
    }
  }
}

}  // namespace
}  // namespace kws

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  kws::Register();
  for (const kws::Isa& isa : kws::AvailableIsas()) {
    if (isa.target != 0) printf("FMA peak, %s: %.1f GFLOP/s\n", isa.name, kws::Peak(isa.name));
  }
  printf("copy in the first cache: %.1f GB/s\n", kws::CopySpeed());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
