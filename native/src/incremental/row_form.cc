#include "incremental/row_form.h"

#include <algorithm>
#include <cstring>

#include "audio/steps.h"
#include "kernels/window.h"

namespace kws {
namespace {

constexpr int64_t kFloat = sizeof(float);

// An output row t reads lines t stride - pad + i dilation, i < taps, of an input.
struct Taps1d {
  int64_t stride = 1;
  int64_t pad = 0;
  int64_t dilation = 1;
  int64_t taps = 1;
};

// `count` lines of `width` bytes, `pitch` apart.
struct Lines {
  int64_t count;
  int64_t pitch;
  int64_t width;
};

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
int64_t CeilDiv(int64_t a, int64_t b) { return -FloorDiv(-a, b); }

int64_t Pitch(int64_t stride, int64_t width) { return (stride == 0 ? width : stride) * kFloat; }

// Collects what a step's operands say about its rows; each method is false where they do not agree.
class Finder {
 public:
  Finder(const PlanStep& step, const std::vector<OperandView>& operands, RowForm* form)
      : step_(step), operands_(operands), form_(form) {
    form_->advance.assign(operands.size(), 0);
  }

  template <class P>
  const P& Params() const {
    return *static_cast<const P*>(step_.params);
  }

  bool Output(const Lines& lines) {
    form_->rows = lines.count;
    form_->pitch = lines.pitch;
    form_->width = lines.width;
    form_->clean_begin = 0;
    form_->clean_end = lines.count;
    return lines.count > 1;
  }

  bool Fixed(int operand) const {
    const OperandView::Kind kind = operands_[static_cast<size_t>(operand)].kind;
    return kind == OperandView::kAbsent || kind == OperandView::kFixed;
  }
  bool Absent(int operand) const {
    return operands_[static_cast<size_t>(operand)].kind == OperandView::kAbsent;
  }

  // The output's rows read an operand's lines so.
  bool Reads(int operand, const Lines& lines, const Taps1d& taps) {
    const OperandView& view = operands_[static_cast<size_t>(operand)];
    if (view.kind != OperandView::kMap || lines.pitch <= 0) return false;
    const TimeMap& map = *view.map;
    if (lines.pitch % map.pitch != 0) return false;
    const int64_t rows_per_line = lines.pitch / map.pitch;
    const int64_t first = view.offset / map.pitch;
    const int64_t last = (view.offset + lines.width - 1) / map.pitch;
    const int64_t stride = taps.stride * rows_per_line * map.stride;
    if (form_->stride != 0 && form_->stride != stride) return false;
    form_->stride = stride;
    form_->advance[static_cast<size_t>(operand)] = taps.stride * lines.pitch;
    // Line i is rows i rows_per_line + first .. + last of the map. The first line that is clean,
    // and the last, are also those inside the operand.
    const int64_t low = std::max<int64_t>(0, CeilDiv(map.clean_begin - first, rows_per_line));
    const int64_t high =
        std::min(lines.count - 1, FloorDiv(map.clean_end - 1 - last, rows_per_line));
    const int64_t reach = (taps.taps - 1) * taps.dilation;
    form_->clean_begin = std::max(form_->clean_begin, CeilDiv(low + taps.pad, taps.stride));
    form_->clean_end =
        std::min(form_->clean_end, FloorDiv(high + taps.pad - reach, taps.stride) + 1);
    return true;
  }

  // How many lines make a row of time, 0 if they do not: those of a map with wider rows do.
  int64_t LinesPerRow(int operand, const Lines& lines) const {
    const OperandView& view = operands_[static_cast<size_t>(operand)];
    if (view.kind != OperandView::kMap || lines.pitch <= 0) return 0;
    const int64_t pitch = view.map->pitch;
    if (lines.pitch % pitch == 0) return 1;
    const bool whole = pitch % lines.pitch == 0 && view.offset % pitch == 0 &&
                       lines.count % (pitch / lines.pitch) == 0;
    return whole ? pitch / lines.pitch : 0;
  }

  static Lines Grouped(const Lines& lines, int64_t group) {
    return {lines.count / group, lines.pitch * group, lines.pitch * (group - 1) + lines.width};
  }

  // A window over time: along columns where the image has one row, else along its rows.
  bool Window(const kws_window& w, int in, const Lines& in_pixels, const Lines& out_pixels) {
    if (w.batch != 1) return false;
    const bool columns = w.in_h == 1 && w.out_h == 1;
    form_->items = columns ? 1 : w.out_w;
    if (!Output(columns ? out_pixels : Grouped(out_pixels, w.out_w))) return false;
    if (columns) return Reads(in, in_pixels, {w.stride_w, w.pad_left, w.dilation_w, w.kernel_w});
    return Reads(in, Grouped(in_pixels, w.in_w), {w.stride_h, w.pad_top, w.dilation_h, w.kernel_h});
  }

  // An operand that lies as the output does.
  bool LikeOutput(int operand) {
    return Absent(operand) || Reads(operand, {form_->rows, form_->pitch, form_->width}, {});
  }

  bool Resized() {
    form_->resized = true;
    return true;
  }

  RowForm& form() { return *form_; }

 private:
  const PlanStep& step_;
  const std::vector<OperandView>& operands_;
  RowForm* form_;
};

Lines InPixels(const kws_window& w, int64_t channels, int64_t stride) {
  return {int64_t{w.in_h} * w.in_w, Pitch(stride, channels), channels * kFloat};
}
Lines OutPixels(const kws_window& w, int64_t channels, int64_t stride) {
  return {int64_t{w.out_h} * w.out_w, Pitch(stride, channels), channels * kFloat};
}

bool Find(Finder& f, const kws_conv_2d_params& p) {
  return f.Fixed(Conv2d::kWeights) && f.Fixed(Conv2d::kBias) &&
         f.Window(p.window, Conv2d::kIn, InPixels(p.window, p.in_c, p.in_stride),
                  OutPixels(p.window, p.out_c, p.out_stride)) &&
         f.LikeOutput(Conv2d::kResidual);
}

bool Find(Finder& f, const kws_depthwise_2d_params& p) {
  const int64_t out_c = int64_t{p.in_c} * p.multiplier;
  return f.Fixed(Depthwise2d::kWeights) && f.Fixed(Depthwise2d::kBias) &&
         f.Window(p.window, Depthwise2d::kIn, InPixels(p.window, p.in_c, p.in_stride),
                  OutPixels(p.window, out_c, p.out_stride));
}

bool Find(Finder& f, const kws_depthwise_pointwise_params& p) {
  using K = DepthwisePointwise;
  f.form().joins = true;
  return f.Fixed(K::kDepthwiseWeights) && f.Fixed(K::kDepthwiseBias) && f.Fixed(K::kWeights) &&
         f.Fixed(K::kBias) &&
         f.Window(p.window, K::kIn, InPixels(p.window, p.in_c, p.in_stride),
                  OutPixels(p.window, p.out_c, p.out_stride)) &&
         f.LikeOutput(K::kResidual);
}

bool Find(Finder& f, const kws_pool_2d_params& p) {
  return f.Window(p.window, Pool2d::kIn, InPixels(p.window, p.channels, p.in_stride),
                  OutPixels(p.window, p.channels, p.out_stride));
}

bool Find(Finder& f, const kws_extract_patches_params& p) {
  const int64_t row = Taps(p.window) * p.channels;
  return f.Window(p.window, ExtractPatches::kIn, InPixels(p.window, p.channels, 0),
                  OutPixels(p.window, row, 0));
}

// Lines that are computed each by itself from one of the input, `items` of the kernel being one.
bool FindLines(Finder& f, int in, const Lines& from, const Lines& to) {
  const int64_t group = f.LinesPerRow(in, from);
  if (group == 0) return false;
  f.form().items = group;
  return f.Output(Finder::Grouped(to, group)) && f.Reads(in, Finder::Grouped(from, group), {});
}

bool Find(Finder& f, const kws_fully_connected_params& p) {
  using K = FullyConnected;
  return f.Fixed(K::kWeights) && f.Fixed(K::kBias) &&
         FindLines(f, K::kIn, {p.m, Pitch(p.in_stride, p.k), p.k * kFloat},
                   {p.m, Pitch(p.out_stride, p.n), p.n * kFloat}) &&
         f.LikeOutput(K::kResidual);
}

bool Find(Finder& f, const kws_softmax_params& p) {
  const int64_t line = int64_t{p.n} * p.inner * kFloat;
  return FindLines(f, Softmax::kIn, {p.outer, line, line}, {p.outer, line, line});
}

bool Find(Finder& f, const kws_reduce_params& p) {
  const int64_t from = int64_t{p.n} * p.inner * kFloat, to = p.inner * kFloat;
  return FindLines(f, Reduce::kIn, {p.outer, from, from}, {p.outer, to, to});
}

bool Find(Finder& f, const kws_chain_params& p) {
  const Lines lines = {p.rows, p.cols * kFloat, p.cols * kFloat};
  if (!FindLines(f, Chain::kIn, lines, lines)) return false;
  const Lines column = Finder::Grouped({p.rows, kFloat, kFloat}, f.form().items);
  int argument = Chain::kArguments;
  for (int i = 0; i < p.count; ++i) {
    switch (p.ops[i].source) {
      case KWS_CHAIN_TENSOR:
        if (!f.LikeOutput(argument++)) return false;
        break;
      case KWS_CHAIN_ROW:
        if (!f.Fixed(argument++)) return false;
        break;
      case KWS_CHAIN_COLUMN:
        if (!f.Reads(argument++, column, {})) return false;
        break;
      default:
        break;
    }
  }
  return true;
}

bool Find(Finder& f, const kws_unary_params& p) {
  const Lines lines = {p.count, kFloat, kFloat};
  return FindLines(f, Unary::kIn, lines, lines) && f.Resized();
}

// Bytes from the first to the last element of a line of a broadcast operand; -1 if strides are
// negative.
int64_t BroadcastWidth(const kws_binary_params& p, const int32_t* strides, int axis) {
  int64_t last = 0;
  for (int i = axis; i < p.rank; ++i) {
    if (strides[i] < 0) return -1;
    if (i > axis) last += (p.dims[i] - int64_t{1}) * strides[i];
  }
  return (last + 1) * kFloat;
}

int TimeAxis(const kws_binary_params& p) {
  int axis = 0;
  while (axis + 1 < p.rank && p.dims[axis] == 1) ++axis;
  return axis;
}

// Whether the innermost elements lie one after the other, or are one: the kernel takes those by
// vectors however many rows there are, and others one by one, which may round otherwise.
bool InnermostDense(const kws_binary_params& p) {
  int axis = p.rank - 1;
  while (axis > 0 && p.dims[axis] == 1) --axis;
  return p.a_strides[axis] <= 1 && p.b_strides[axis] <= 1;
}

bool Find(Finder& f, const kws_binary_params& p) {
  if (p.dtype != KWS_FLOAT32 || p.op >= KWS_BINARY_OPS || !InnermostDense(p)) return false;
  const int axis = TimeAxis(p);
  int64_t line = kFloat;
  for (int i = axis + 1; i < p.rank; ++i) line *= p.dims[i];
  const int operands[] = {Binary::kA, Binary::kB};
  const int32_t* const strides[] = {p.a_strides, p.b_strides};
  int64_t group = 0;
  for (int i = 0; i < 2; ++i) {
    const int64_t width = BroadcastWidth(p, strides[i], axis);
    if (width < 0) return false;
    if (f.Fixed(operands[i])) {
      if (strides[i][axis] != 0) return false;
      continue;
    }
    const Lines lines = {p.dims[axis], strides[i][axis] * kFloat, width};
    const int64_t own = f.LinesPerRow(operands[i], lines);
    if (own == 0 || (group != 0 && own != group)) return false;
    if (group == 0 && !f.Output(Finder::Grouped({p.dims[axis], line, line}, own))) return false;
    group = own;
    if (!f.Reads(operands[i], Finder::Grouped(lines, group), {})) return false;
  }
  f.form().items = group;
  return group != 0 && f.Resized();
}

// Frames of one channel of sound.
bool FindFrames(Finder& f, int in, int64_t channels, int64_t samples,
                const SpectrumSettings& spectrum, int64_t columns) {
  const int64_t line = columns * kFloat;
  const Taps1d frame = {spectrum.stride, 0, 1, spectrum.window};
  return channels == 1 && f.Output({spectrum.Frames(samples), line, line}) &&
         f.Reads(in, {samples, kFloat, kFloat}, frame) && f.Resized();
}

bool Find(Finder& f, const kws_audio_spectrogram_params& p) {
  const SpectrumSettings spectrum = ToSpectrum(p.window, p.stride, p.style);
  return FindFrames(f, AudioSpectrogram::kSamples, p.channels, p.samples, spectrum,
                    spectrum.Bins());
}

bool Find(Finder& f, const kws_audio_mfcc_params& p) {
  return f.Fixed(AudioMfcc::kRate) &&
         FindFrames(f, AudioMfcc::kSamples, p.channels, p.samples,
                    ToSpectrum(p.window, p.stride, p.cepstrum.style), p.cepstrum.coefficients);
}

bool Find(Finder& f, const kws_mfcc_params& p) {
  const int64_t from = p.bins * kFloat, to = p.cepstrum.coefficients * kFloat;
  return f.Fixed(Mfcc::kRate) &&
         FindLines(f, Mfcc::kSpectrogram, {p.rows, from, from}, {p.rows, to, to}) && f.Resized();
}

template <class P>
P Resized(const PlanStep& step) {
  return *static_cast<const P*>(step.params);
}

template <class P>
void Put(const P& params, void* to) {
  static_assert(sizeof(P) <= kMaxParamsBytes);
  memcpy(to, &params, sizeof(P));
}

}  // namespace

bool FindRowForm(const PlanStep& step, const std::vector<OperandView>& operands, RowForm* form) {
  *form = {};
  Finder f(step, operands, form);
  switch (step.kernel->id) {
#define KWS_TRY(id, params) \
  case id:                  \
    return Find(f, f.Params<params>());
    KWS_TRY(KWS_CONV_2D, kws_conv_2d_params)
    KWS_TRY(KWS_FULLY_CONNECTED, kws_fully_connected_params)
    KWS_TRY(KWS_DEPTHWISE_2D, kws_depthwise_2d_params)
    KWS_TRY(KWS_DEPTHWISE_POINTWISE, kws_depthwise_pointwise_params)
    KWS_TRY(KWS_SOFTMAX, kws_softmax_params)
    KWS_TRY(KWS_POOL_2D, kws_pool_2d_params)
    KWS_TRY(KWS_REDUCE, kws_reduce_params)
    KWS_TRY(KWS_UNARY, kws_unary_params)
    KWS_TRY(KWS_BINARY, kws_binary_params)
    KWS_TRY(KWS_CHAIN, kws_chain_params)
    KWS_TRY(KWS_EXTRACT_PATCHES, kws_extract_patches_params)
    KWS_TRY(KWS_AUDIO_SPECTROGRAM, kws_audio_spectrogram_params)
    KWS_TRY(KWS_MFCC, kws_mfcc_params)
    KWS_TRY(KWS_AUDIO_MFCC, kws_audio_mfcc_params)
#undef KWS_TRY
    default:
      return false;
  }
}

void ResizeParams(const PlanStep& step, const RowForm& form, int64_t rows, void* params) {
  const auto count = static_cast<int32_t>(rows * form.items);
  switch (step.kernel->id) {
    case KWS_UNARY: {
      auto p = Resized<kws_unary_params>(step);
      p.count = count;
      return Put(p, params);
    }
    case KWS_BINARY: {
      auto p = Resized<kws_binary_params>(step);
      p.dims[TimeAxis(p)] = count;
      return Put(p, params);
    }
    case KWS_AUDIO_SPECTROGRAM: {
      auto p = Resized<kws_audio_spectrogram_params>(step);
      p.samples = (count - 1) * p.stride + p.window;
      return Put(p, params);
    }
    case KWS_AUDIO_MFCC: {
      auto p = Resized<kws_audio_mfcc_params>(step);
      p.samples = (count - 1) * p.stride + p.window;
      return Put(p, params);
    }
    default: {  // KWS_MFCC
      auto p = Resized<kws_mfcc_params>(step);
      p.rows = count;
      return Put(p, params);
    }
  }
}

}  // namespace kws
