#include "audio/fft_plan.h"

#include <cmath>

namespace kws {
namespace {

int32_t Radix(int32_t points) {
  if (points >= 8) return 8;
  return points;
}

void AppendTwiddle(int64_t k, int64_t n, std::vector<double>* table) {
  const double angle = -2.0 * M_PI * static_cast<double>(k % n) / static_cast<double>(n);
  table->push_back(std::cos(angle));
  table->push_back(std::sin(angle));
}

FftPlan::Pass MakePass(int32_t points) {
  FftPlan::Pass pass{Radix(points), points, {}};
  const int32_t blocks = points / pass.radix;
  pass.twiddles.reserve(static_cast<size_t>(blocks) * (pass.radix - 1) * 2);
  for (int32_t j = 0; j < blocks; ++j) {
    for (int32_t q = 1; q < pass.radix; ++q) AppendTwiddle(int64_t{j} * q, points, &pass.twiddles);
  }
  return pass;
}

}  // namespace

FftPlan FftPlan::Make(int32_t points) {
  FftPlan plan;
  plan.points = points;
  for (int32_t block = points; block > 1; block /= plan.passes.back().radix) {
    plan.passes.push_back(MakePass(block));
  }
  plan.position.resize(points);
  for (int32_t bin = 0; bin < points; ++bin) {
    int32_t rest = bin;
    int32_t position = 0;
    for (const Pass& pass : plan.passes) {
      position += rest % pass.radix * (pass.points / pass.radix);
      rest /= pass.radix;
    }
    plan.position[bin] = position;
  }
  return plan;
}

}  // namespace kws
