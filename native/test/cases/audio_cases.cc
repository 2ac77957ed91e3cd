// The audio front end: the spectrograms of the real graphs and odd ones, both styles.
#include "audio/spectrum.h"
#include "cases.h"

namespace kws {
namespace {

void Append(std::vector<uint8_t>& bytes, uint64_t value, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

void Append(std::vector<uint8_t>& bytes, const char* tag) {
  bytes.insert(bytes.end(), tag, tag + 4);
}

// A KWS_BYTES operand that holds a 16-bit WAV.
CaseOperand Wav(int frames, int channels, int capacity) {
  std::vector<uint8_t> wav;
  const int data = frames * channels * 2;
  Append(wav, "RIFF");
  Append(wav, static_cast<uint64_t>(36 + data), 4);
  Append(wav, "WAVE");
  Append(wav, "fmt ");
  Append(wav, 16, 4);
  Append(wav, 1, 2);
  Append(wav, static_cast<uint64_t>(channels), 2);
  Append(wav, 16000, 4);
  Append(wav, static_cast<uint64_t>(32000 * channels), 4);
  Append(wav, static_cast<uint64_t>(2 * channels), 2);
  Append(wav, 16, 2);
  Append(wav, "data");
  Append(wav, static_cast<uint64_t>(data), 4);
  for (int i = 0; i < frames * channels; ++i)
    Append(wav, static_cast<uint64_t>((i * 7919) & 0xffff), 2);
  CaseOperand operand = {0, KWS_BYTES, CaseOperand::kBytes, 0, 0, {}};
  Append(operand.bytes, wav.size(), 8);
  operand.bytes.insert(operand.bytes.end(), wav.begin(), wav.end());
  operand.bytes.resize(static_cast<size_t>(capacity) + 8);
  return operand;
}

struct Geometry {
  int samples, channels, window, stride;

  int64_t Frames() const { return (samples - window) / stride + 1; }
  int64_t Bins() const {
    int64_t size = 1;
    while (size < window) size *= 2;
    return size / 2 + 1;
  }
};

const Geometry kGeometries[] = {
    {16000, 1, 640, 640}, {3000, 2, 480, 160}, {1500, 1, 333, 77}, {640, 1, 640, 320}};

kws_cepstrum Cepstrum(int style, int bands, int coefficients) {
  return {style, 16000, 20, 4000, bands, coefficients};
}

}  // namespace

std::vector<KernelCase> DecodeWavCases() {
  std::vector<KernelCase> cases;
  for (const int frames : {1, 15, 100, 333}) {
    for (const int channels : {1, 2}) {
      const kws_decode_wav_params p = {100, channels, 0, 0, 2000};
      cases.push_back(MakeCase(std::to_string(frames) + " frames", p,
                               {Out(100 * channels), frames == 15 ? Absent() : Out(1, KWS_INT32),
                                Wav(frames, channels, 2000)}));
    }
  }
  return cases;
}

std::vector<KernelCase> AudioSpectrogramCases() {
  std::vector<KernelCase> cases;
  for (const Geometry& g : kGeometries) {
    for (const int style : {KWS_AUDIO_OPS, KWS_CONTRIB_SIGNAL}) {
      const kws_audio_spectrogram_params p = {g.samples, g.channels, g.window,
                                              g.stride,  style,      style == KWS_AUDIO_OPS};
      cases.push_back(MakeCase("window " + std::to_string(g.window), p,
                               {Out(g.channels * g.Frames() * g.Bins()),
                                Floats(int64_t{g.samples} * g.channels)})
                          .Tolerance(1e-3));
    }
  }
  cases.front().Timed();
  return cases;
}

std::vector<KernelCase> MfccCases() {
  std::vector<KernelCase> cases;
  for (const int rows : {1, 7, 8, 9, 25}) {
    for (const int style : {KWS_AUDIO_OPS, KWS_CONTRIB_SIGNAL}) {
      const kws_mfcc_params p = {rows, 513, Cepstrum(style, 40, 10)};
      cases.push_back(
          MakeCase(std::to_string(rows) + " rows", p, {Out(rows * 10), Floats(rows * 513, 0, 100)})
              .Tolerance(1e-4));
    }
  }
  cases.back().Timed();
  return cases;
}

std::vector<KernelCase> AudioMfccCases() {
  std::vector<KernelCase> cases;
  for (const Geometry& g : kGeometries) {
    const kws_audio_mfcc_params p = {g.samples, g.channels, g.window, g.stride,
                                     Cepstrum(KWS_AUDIO_OPS, 40, 10)};
    cases.push_back(
        MakeCase("window " + std::to_string(g.window), p,
                 {Out(g.channels * g.Frames() * 10), Floats(int64_t{g.samples} * g.channels)})
            .Tolerance(1e-4));
  }
  cases.front().Timed();
  return cases;
}

}  // namespace kws
