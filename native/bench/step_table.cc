#include "step_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "core/clock.h"
#include "kwsbench.h"

namespace kws {
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

// A session whose float feeds hold noise and whose other feeds are zero.
struct Run {
  kws_model* model = nullptr;
  kws_session* session = nullptr;

  Run(const std::vector<uint8_t>& plan, const char* isa, int threads) {
    Check(kws_model_open_memory(plan.data(), plan.size(), isa, &model));
    Check(kws_session_create(model, threads, &session));
    std::mt19937 random(3);
    std::normal_distribution<float> noise(0, 0.2f);
    ForEach(true, [&](const kws_tensor_info& info, void* buffer) {
      if (info.dtype != KWS_FLOAT32) return;
      auto* values = static_cast<float*>(buffer);
      for (uint64_t i = 0; i < info.bytes / 4; ++i) values[i] = noise(random);
    });
    Check(kws_session_run(session));
  }
  ~Run() {
    kws_session_close(session);
    kws_model_close(model);
  }

  template <class Visit>
  void ForEach(bool feed, Visit visit) const {
    for (int i = 0; i < kws_model_tensor_count(model); ++i) {
      kws_tensor_info info;
      Check(kws_model_tensor(model, i, &info));
      if ((info.feed != 0) == feed) visit(info, kws_session_buffer(session, i));
    }
  }
  // All the float results.
  std::vector<float> Results() const {
    std::vector<float> all;
    ForEach(false, [&](const kws_tensor_info& info, void* buffer) {
      if (info.dtype != KWS_FLOAT32) return;
      const auto* values = static_cast<const float*>(buffer);
      all.insert(all.end(), values, values + info.bytes / 4);
    });
    return all;
  }
};

bool Agree(const std::vector<float>& got, const std::vector<float>& want) {
  for (size_t i = 0; i < want.size(); ++i) {
    if (std::fabs(got[i] - want[i]) <= 2e-5f * (1 + std::fabs(want[i]))) continue;
    fprintf(stderr, "result %zu is %g, but %g in the reference\n", i, got[i], want[i]);
    return false;
  }
  return true;
}

}  // namespace

int PrintStepTable(const std::vector<uint8_t>& plan, const TableSettings& settings) {
  const Run run(plan, settings.isa, settings.threads);
  if (!Agree(run.Results(), Run(plan, "reference", 1).Results())) return 1;
  const int steps = kws_model_step_count(run.model);
  std::vector<std::vector<double>> step_ns(static_cast<size_t>(steps));
  std::vector<double> total_us;
  double peak = 0;
  for (int r = 0; r < settings.rounds; ++r) {
    double now = 0, sustained = 0;
    Check(kws_measure_peak(settings.isa, KWS_FMA, 5, &now, &sustained));
    peak = std::max(peak, now);
    for (int i = 0; i < 20; ++i) {
      const uint64_t start = NowNanos();
      Check(kws_session_run(run.session));
      total_us.push_back(static_cast<double>(NowNanos() - start) / 1e3);
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
    printf("%-54s %8.1f us %8.3f MFLOP %7.1f GFLOP/s %5.1f %%\n", info.name, ns / 1e3,
           info.flops / 1e6, info.flops / ns, 100 * info.flops / ns / peak);
  }
  const double stated = settings.graph_flops > 0 ? settings.graph_flops : flops;
  const double best = *std::min_element(total_us.begin(), total_us.end());
  const double median = Median(total_us);
  printf("%s, %d thread(s): peak %.1f GFLOP/s, %.2f MFLOP done\n", kws_model_isa(run.model),
         settings.threads, peak, flops / 1e6);
  printf(
      "run: median %.1f us, best %.1f us; the peak allows %.1f us for the graph's %.2f MFLOP: "
      "%.3fx (best %.3fx)\n",
      median, best, stated / peak / 1e3, stated / 1e6, median * peak * 1e3 / stated,
      best * peak * 1e3 / stated);
  return 0;
}

}  // namespace kws
