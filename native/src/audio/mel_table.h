// Triangular mel filters as a sweep over the bins of a spectrum.
#ifndef KWS_AUDIO_MEL_TABLE_H_
#define KWS_AUDIO_MEL_TABLE_H_

#include <stdint.h>

#include <vector>

namespace kws {

// A frequency in mel.
double Mel(double hertz);

// Neighboring triangles overlap so that each bin falls on the right slope of one band and the left
// slope of the next: bin i adds right[i] of its magnitude to band b and left[i] to band b + 1.
struct MelTable {
  // Bins begin ... end - 1 share their bands. band may be -1 (left slope of band 0 only).
  struct Segment {
    int32_t begin;
    int32_t end;
    int32_t band;
  };

  int32_t bands = 0;
  bool blind = false;  // the limits lie outside the spectrum: TensorFlow's Mfcc then gives zeros
  int32_t first_bin = 0;
  int32_t last_bin = -1;  // inclusive; before first_bin if no bin lies between the limits
  std::vector<Segment> segments;
  std::vector<float> right;  // of bin i at i - first_bin
  std::vector<float> left;

  int32_t Bins() const { return last_bin < first_bin ? 0 : last_bin - first_bin + 1; }

  // The filters of TensorFlow's Mfcc (core/kernels/mfcc_mel_filterbank.cc) over a spectrum of
  // `bins` bins from 0 to rate / 2. DC is left out. Limits in hertz; an upper one above rate / 2
  // makes it blind.
  static MelTable AudioOps(int32_t bins, double rate, int32_t bands, double lower, double upper);
  // The same into this table; allocates nothing after Reserve.
  void SetAudioOps(int32_t bins, double rate, int32_t bands, double lower, double upper);

  // The filters of tf.contrib.signal.linear_to_mel_weight_matrix (TensorFlow 1.4, tf.signal since).
  static MelTable ContribSignal(int32_t bins, double rate, int32_t bands, double lower,
                                double upper);
  void SetContribSignal(int32_t bins, double rate, int32_t bands, double lower, double upper);

  // Room for a spectrum of `bins` bins at any rate, and the bytes of it.
  void Reserve(int32_t bins, int32_t bands);
  static uint64_t Bytes(int32_t bins, int32_t bands);

 private:
  // Fills the table for bins first ... last, which are hertz_per_bin apart.
  void Sweep(int32_t first, int32_t last, double hertz_per_bin, int32_t bands, double lower,
             double upper);
};

}  // namespace kws

#endif  // KWS_AUDIO_MEL_TABLE_H_
