// DECODE_WAV: TensorFlow's DecodeWav (core/kernels/decode_wav_op.cc), bytes of a WAV file to
// samples.
#include "audio/decode_wav.h"

#include <algorithm>
#include <cstring>

namespace kws {

bool StartDecode(const KernelArgs& args, WavSamples* wav) {
  const auto& p = args.Params<DecodeWav::Params>();
  uint64_t size;
  memcpy(&size, args[DecodeWav::kWav], sizeof(size));
  if (size > static_cast<uint64_t>(p.capacity)) {
    args.error->Set("a WAV file of %llu bytes where %d fit", static_cast<unsigned long long>(size),
                    p.capacity);
    return false;
  }
  if (!ParseWav(args[DecodeWav::kWav] + sizeof(size), size, wav, args.error)) return false;
  if (p.exact_samples != 0 && wav->frames != p.samples) {
    args.error->Set("a WAV file of %lld samples, but the model is compiled for %d",
                    static_cast<long long>(wav->frames), p.samples);
  } else if (p.exact_channels != 0 && wav->channels != p.channels) {
    args.error->Set("a WAV file of %d channels, but the model is compiled for %d", wav->channels,
                    p.channels);
  } else if (args[DecodeWav::kRate] != nullptr) {
    *args[DecodeWav::kRate] = wav->rate;
  }
  return !args.error->failed();
}

void PlainDecode(const WavSamples& wav, const DecodeWav::Params& p, float* out) {
  for (int64_t frame = 0; frame < p.samples; ++frame) {
    for (int32_t channel = 0; channel < p.channels; ++channel) {
      int16_t pcm = 0;
      if (frame < wav.frames) {
        const int64_t source = std::min(channel, wav.channels - 1);
        memcpy(&pcm, wav.data + 2 * (frame * wav.channels + source), sizeof(pcm));
      }
      *out++ = pcm * (1.0f / 32768);
    }
  }
}

bool DecodeWav::Validate(const Params& p, StepCheck& check) {
  return check.Positive("samples", p.samples) && check.Range("channels", p.channels, 1, 0xFFFF) &&
         check.Range("exact_samples", p.exact_samples, 0, 1) &&
         check.Range("exact_channels", p.exact_channels, 0, 1) &&
         check.Positive("capacity", p.capacity) &&
         check.Needs(kSamples, SatMul(p.samples, p.channels), sizeof(float)) &&
         check.MayHave(kRate, 1, sizeof(int32_t)) &&
         check.Needs(kWav, SatAdd(p.capacity, sizeof(uint64_t)), 1);
}

double DecodeWav::ExecutedFlops(const Params& p) {
  return static_cast<double>(p.samples) * p.channels;
}

int64_t DecodeWav::Items(const Params&) { return 1; }

uint64_t DecodeWav::ScratchBytes(const Params&) { return 0; }

void DecodeWav::Reference(const KernelArgs& args, int64_t, int64_t) {
  WavSamples wav;
  if (StartDecode(args, &wav)) PlainDecode(wav, args.Params<Params>(), args[DecodeWav::kSamples]);
}

}  // namespace kws
