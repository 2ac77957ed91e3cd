// Times the Pi model's layers through the engine, step by step, beside the FMA peak measured
// between the rounds.
//   pi_model_bench [rounds] [threads] [isa]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "core/clock.h"
#include "kwsbench.h"
#include "pi_model.h"

namespace {

void Check(kws_status status) {
  if (status == KWS_OK) return;
  fprintf(stderr, "%s: %s\n", kws_status_name(status), kws_last_error());
  exit(1);
}

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

struct Run {
  kws_model* model = nullptr;
  kws_session* session = nullptr;

  Run(const std::vector<uint8_t>& plan, const char* isa, int threads) {
    Check(kws_model_open_memory(plan.data(), plan.size(), isa, &model));
    Check(kws_session_create(model, threads, &session));
    auto* wave = static_cast<float*>(kws_session_buffer(session, 0));
    for (int i = 0; i < 16000; ++i)
      wave[i] = static_cast<float>(std::sin(0.05 * i) * std::sin(0.0007 * i));
    Check(kws_session_run(session));
  }
  ~Run() {
    kws_session_close(session);
    kws_model_close(model);
  }
  const float* Out() const { return static_cast<const float*>(kws_session_buffer(session, 1)); }
};

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? atoi(argv[1]) : 40;
  const int threads = argc > 2 ? atoi(argv[2]) : 1;
  const char* isa = argc > 3 ? argv[3] : nullptr;
  const std::vector<uint8_t> plan = kws::PiModelPlan();
  const Run run(plan, isa, threads);
  const Run reference(plan, "reference", 1);
  for (int i = 0; i < 12; ++i) {
    if (std::fabs(run.Out()[i] - reference.Out()[i]) > 1e-5f) {
      fprintf(stderr, "class %d is %g, the reference says %g\n", i, run.Out()[i],
              reference.Out()[i]);
      return 1;
    }
  }
  const int steps = kws_model_step_count(run.model);
  std::vector<std::vector<double>> step_ns(static_cast<size_t>(steps));
  std::vector<double> total_us;
  double peak = 0;
  for (int r = 0; r < rounds; ++r) {
    double now = 0;
    Check(kws_measure_fma_peak(isa, 5, &now));
    peak = std::max(peak, now);
    for (int i = 0; i < 20; ++i) {
      const uint64_t start = kws::NowNanos();
      Check(kws_session_run(run.session));
      total_us.push_back(static_cast<double>(kws::NowNanos() - start) / 1e3);
    }
    std::vector<kws_step_time> times(static_cast<size_t>(steps));
    for (int i = 0; i < 5; ++i) {
      Check(kws_session_run_profiled(run.session, times.data(), steps));
      for (size_t s = 0; s < times.size(); ++s)
        step_ns[s].push_back(static_cast<double>(times[s].total_ns));
    }
  }
  double flops = 0;
  for (int s = 0; s < steps; ++s) {
    kws_step_info info;
    Check(kws_model_step(run.model, s, &info));
    const double ns = Median(step_ns[static_cast<size_t>(s)]);
    flops += info.flops;
    printf("%-34s %8.1f us %8.3f MFLOP %7.1f GFLOP/s %5.1f %%\n", info.name, ns / 1e3,
           info.flops / 1e6, info.flops / ns, 100 * info.flops / ns / peak);
  }
  const double best = *std::min_element(total_us.begin(), total_us.end());
  const double median = Median(total_us);
  printf("%s, %d thread(s): peak %.1f GFLOP/s, %.2f MFLOP done\n", kws_model_isa(run.model),
         threads, peak, flops / 1e6);
  printf(
      "run: median %.1f us, best %.1f us; the peak allows %.1f us for the graph's %.2f MFLOP: "
      "%.3fx (best %.3fx)\n",
      median, best, kws::kPiModelFlops / peak / 1e3, kws::kPiModelFlops / 1e6,
      median * peak * 1e3 / kws::kPiModelFlops, best * peak * 1e3 / kws::kPiModelFlops);
  return 0;
}
