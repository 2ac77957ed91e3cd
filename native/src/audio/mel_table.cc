#include "audio/mel_table.h"

#include <algorithm>
#include <cmath>

namespace kws {

double Mel(double hertz) { return 1127.0 * std::log1p(hertz / 700.0); }

void MelTable::Sweep(int32_t first, int32_t last, double hertz_per_bin, int32_t band_count,
                     double lower, double upper) {
  bands = band_count;
  blind = false;
  first_bin = first;
  last_bin = last;
  segments.clear();
  right.clear();
  left.clear();
  const double mel_low = Mel(lower);
  const double spacing = (Mel(upper) - mel_low) / (bands + 1);
  int32_t next = 0;  // first band whose center is not below the bin
  for (int32_t bin = first; bin <= last; ++bin) {
    const double mel = Mel(bin * hertz_per_bin);
    while (next < bands && mel_low + spacing * (next + 1) < mel) ++next;
    const double right_edge = mel_low + spacing * (next + 1);
    const double left_edge = mel_low + spacing * next;
    const double weight = (right_edge - mel) / (right_edge - left_edge);
    right.push_back(static_cast<float>(weight));
    left.push_back(static_cast<float>(1.0 - weight));
    if (segments.empty() || segments.back().band != next - 1)
      segments.push_back({bin, bin, next - 1});
    segments.back().end = bin + 1;
  }
}

void MelTable::Reserve(int32_t bins, int32_t band_count) {
  segments.reserve(static_cast<size_t>(band_count) + 1);
  right.reserve(static_cast<size_t>(bins));
  left.reserve(static_cast<size_t>(bins));
}

uint64_t MelTable::Bytes(int32_t bins, int32_t bands) {
  return (static_cast<uint64_t>(bands) + 1) * sizeof(Segment) +
         static_cast<uint64_t>(bins) * 2 * sizeof(float);
}

MelTable MelTable::AudioOps(int32_t bins, double rate, int32_t bands, double lower, double upper) {
  MelTable table;
  table.SetAudioOps(bins, rate, bands, lower, upper);
  return table;
}

MelTable MelTable::ContribSignal(int32_t bins, double rate, int32_t bands, double lower,
                                 double upper) {
  MelTable table;
  table.SetContribSignal(bins, rate, bands, lower, upper);
  return table;
}

void MelTable::SetAudioOps(int32_t bins, double rate, int32_t band_count, double lower,
                           double upper) {
  const double hertz_per_bin = 0.5 * rate / (bins - 1);
  const double last = upper / hertz_per_bin;
  if (last >= bins) {
    Sweep(0, -1, hertz_per_bin, band_count, lower, upper);
    blind = true;
    return;
  }
  const double first = std::min(1.5 + lower / hertz_per_bin, static_cast<double>(bins));
  Sweep(static_cast<int32_t>(first), static_cast<int32_t>(last), hertz_per_bin, band_count, lower,
        upper);
}

void MelTable::SetContribSignal(int32_t bins, double rate, int32_t band_count, double lower,
                                double upper) {
  const double hertz_per_bin = 0.5 * rate / (bins - 1);
  int32_t first = 1;
  while (first < bins && Mel(first * hertz_per_bin) < Mel(lower)) ++first;
  int32_t last = first - 1;
  while (last + 1 < bins && Mel((last + 1) * hertz_per_bin) <= Mel(upper)) ++last;
  Sweep(first, last, hertz_per_bin, band_count, lower, upper);
}

}  // namespace kws
