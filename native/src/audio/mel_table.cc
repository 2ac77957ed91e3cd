#include "audio/mel_table.h"

#include <algorithm>
#include <cmath>

namespace kws {
namespace {

double Mel(double hertz) { return 1127.0 * std::log1p(hertz / 700.0); }

// Fills a table for bins first ... last, which are hertz_per_bin apart.
MelTable Sweep(int32_t first, int32_t last, double hertz_per_bin, int32_t bands, double lower, double upper) {
  MelTable table;
  table.bands = bands;
  table.first_bin = first;
  table.last_bin = last;
  const double mel_low = Mel(lower);
  const double spacing = (Mel(upper) - mel_low) / (bands + 1);
  int32_t next = 0;  // first band whose centre is not below the bin
  for (int32_t bin = first; bin <= last; ++bin) {
    const double mel = Mel(bin * hertz_per_bin);
    while (next < bands && mel_low + spacing * (next + 1) < mel) ++next;
    const double right_edge = mel_low + spacing * (next + 1);
    const double left_edge = mel_low + spacing * next;
    const double weight = (right_edge - mel) / (right_edge - left_edge);
    table.right.push_back(static_cast<float>(weight));
    table.left.push_back(static_cast<float>(1.0 - weight));
    if (table.segments.empty() || table.segments.back().band != next - 1) {
      table.segments.push_back({bin, bin, next - 1});
    }
    table.segments.back().end = bin + 1;
  }
  return table;
}

}  // namespace

MelTable MelTable::AudioOps(int32_t bins, double rate, int32_t bands, double lower, double upper) {
  const double hertz_per_bin = 0.5 * rate / (bins - 1);
  const double last = upper / hertz_per_bin;
  if (last >= bins) {
    MelTable table;
    table.bands = bands;
    table.blind = true;
    return table;
  }
  const double first = std::min(1.5 + lower / hertz_per_bin, static_cast<double>(bins));
  return Sweep(static_cast<int32_t>(first), static_cast<int32_t>(last), hertz_per_bin, bands, lower, upper);
}

MelTable MelTable::ContribSignal(int32_t bins, double rate, int32_t bands, double lower, double upper) {
  const double hertz_per_bin = 0.5 * rate / (bins - 1);
  int32_t first = 1;
  while (first < bins && Mel(first * hertz_per_bin) < Mel(lower)) ++first;
  int32_t last = first - 1;
  while (last + 1 < bins && Mel((last + 1) * hertz_per_bin) <= Mel(upper)) ++last;
  return Sweep(first, last, hertz_per_bin, bands, lower, upper);
}

}  // namespace kws
