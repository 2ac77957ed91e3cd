"""Front ends inside the graph: from a WAV file's bytes or from samples, with attributes other than speech_commands'."""

import io
import wave

import numpy as np

from models import softmax
from tf1 import CONTRIB, along, tf

if CONTRIB:
    from tensorflow.contrib import signal
    from tensorflow.contrib.framework.python.ops import audio_ops as audio

    rfft, decode_wav, spectrogram_of, mfcc_of = tf.spectral.rfft, audio.decode_wav, audio.audio_spectrogram, audio.mfcc
else:
    signal, rfft, decode_wav = tf.signal, tf.signal.rfft, tf.raw_ops.DecodeWav
    spectrogram_of, mfcc_of = tf.raw_ops.AudioSpectrogram, tf.raw_ops.Mfcc

SAMPLES = 16000
CLIP = [1, SAMPLES]


def tone(samples, rate):
    t = np.arange(samples) / rate
    noise = np.random.RandomState(5).randn(samples)
    return 0.4 * np.sin(2 * np.pi * (300 + 900 * t) * t) + 0.1 * np.sin(2 * np.pi * 2700 * t) + 0.02 * noise


def wav(samples=SAMPLES, rate=16000, channels=1):
    """The bytes of a WAV file."""
    data = np.stack([tone(samples, rate) * (1 - 0.3 * c) for c in range(channels)], 1)
    out = io.BytesIO()
    with wave.open(out, "wb") as f:
        f.setnchannels(channels)
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes((data * 32767).astype("<i2").tobytes())
    return {"wav": out.getvalue()}


def decoded(wav, **options):
    if CONTRIB:
        return decode_wav(wav, **options)
    return decode_wav(contents=wav, desired_channels=options.get("desired_channels", -1),
                      desired_samples=options.get("desired_samples", -1))


def spectrogram(samples, window, stride, squared=True):
    return spectrogram_of(input=samples, window_size=window, stride=stride, magnitude_squared=squared)


def mfcc(spectrum, rate, **options):
    return mfcc_of(spectrogram=spectrum, sample_rate=rate, **options)


def front_end(wav, window=480, stride=160, squared=True, desired=SAMPLES, **options):
    a = decoded(wav, desired_channels=1, desired_samples=desired)
    return mfcc(spectrogram(a.audio, window, stride, squared), a.sample_rate, **options)


def speech_commands(wav):
    features = front_end(wav, dct_coefficient_count=40)
    return softmax(tf.reshape(features, [1, 98, 40]))


def stft(x, length, step, fft=None, window="hann", magnitudes=True):
    functions = {
        "hann": signal.hann_window,
        "hann_symmetric": lambda n, dtype: signal.hann_window(n, periodic=False, dtype=dtype),
        "hamming": signal.hamming_window,
        "none": None,
    }
    s = signal.stft(x, length, step, fft, window_fn=functions[window], pad_end=window == "none")
    return tf.abs(s) if magnitudes else tf.concat([tf.real(s), tf.imag(s)] if CONTRIB else [tf.math.real(s), tf.math.imag(s)], 2)


def log_mel(x, length=480, step=160, fft=512, bands=40, rate=16000, low=20.0, high=4000.0, log=1e-6):
    power = tf.square(stft(x, length, step, fft))
    bins = fft // 2 + 1
    mel = signal.linear_to_mel_weight_matrix(bands, bins, rate, low, high)
    return (tf.log if CONTRIB else tf.math.log)(along(power, mel) + log)


def dct(x, kind=2, norm="ortho"):
    return (tf.spectral.dct if CONTRIB else tf.signal.dct)(x, kind, norm=norm)


def mfccs(x):
    """mfccs_from_log_mel_spectrograms by its definition where the library lacks it."""
    mels = log_mel(x)
    if hasattr(signal, "mfccs_from_log_mel_spectrograms"):
        return signal.mfccs_from_log_mel_spectrograms(mels)[..., :13]
    return dct(mels, norm=None)[..., :13] * float(1 / np.sqrt(2 * 40))


def deltas(x):
    c = log_mel(x)
    padded = tf.pad(c, [[0, 0], [2, 2], [0, 0]], "SYMMETRIC")
    n = int(c.shape[1])
    d = sum(float(k) * (padded[:, 2 + k:2 + k + n] - padded[:, 2 - k:2 - k + n]) for k in (1, 2)) / 10.0
    return tf.concat([c, d], 2)


def preemphasis(x):
    return tf.concat([x[:, :1], x[:, 1:] - 0.97 * x[:, :-1]], 1)


def normalized(x):
    peak = tf.reduce_max(tf.abs(x), 1, keep_dims=True) if CONTRIB else tf.reduce_max(tf.abs(x), 1, keepdims=True)
    return log_mel(x / (peak + 1e-5))


SPECTRUM = np.abs(np.random.RandomState(9).randn(1, 30, 257)).astype(np.float32)
GRAPHS = {
    "wav_speech_commands": (wav(), speech_commands),
    "wav_samples": (wav(), lambda wav: decoded(wav, desired_samples=SAMPLES, desired_channels=1).audio * 2.0),
    "wav_short": (wav(9000), lambda wav: decoded(wav, desired_samples=SAMPLES, desired_channels=1).audio),
    "wav_long": (wav(20000), lambda wav: decoded(wav, desired_samples=SAMPLES, desired_channels=1).audio),
    "wav_stereo": (wav(channels=2), lambda wav: decoded(wav, desired_samples=SAMPLES, desired_channels=2).audio),
    "wav_stereo_to_mono": (wav(channels=2), lambda wav: decoded(wav, desired_samples=SAMPLES, desired_channels=1).audio),
    "wav_8_khz": (wav(8000, 8000), lambda wav: front_end(wav, 240, 80, desired=8000, dct_coefficient_count=13)),
    "wav_44_khz": (wav(44100, 44100), lambda wav: front_end(wav, 1323, 441, desired=44100, upper_frequency_limit=8000)),
    "wav_whole_file": (wav(), lambda wav: front_end(wav, desired=-1)),
    "mfcc_window_640": (wav(), lambda wav: front_end(wav, 640, 320, dct_coefficient_count=10)),
    "mfcc_window_512": (wav(), lambda wav: front_end(wav, 512, 200)),
    "mfcc_magnitude": (wav(), lambda wav: front_end(wav, squared=False)),
    "mfcc_bands": (wav(), lambda wav: front_end(
        wav, filterbank_channel_count=64, dct_coefficient_count=20, lower_frequency_limit=80, upper_frequency_limit=7600)),
    "mfcc_few": (wav(), lambda wav: front_end(wav, filterbank_channel_count=20, dct_coefficient_count=8)),
    "mfcc_alone": ({"x": SPECTRUM}, lambda x: mfcc(x, tf.constant(16000), dct_coefficient_count=26)),
    "spectrogram_magnitude": ({"x": tone(8000, 16000)[:, None].astype(np.float32)}, lambda x: spectrogram(x, 400, 150, False)),
    "spectrogram_squared": ({"x": tone(8000, 16000)[:, None].astype(np.float32)}, lambda x: spectrogram(x, 256, 128)),
    "spectrogram_stereo": (
        {"x": np.stack([tone(8000, 16000), tone(8000, 8000)], 1).astype(np.float32)}, lambda x: spectrogram(x, 480, 160)),
    "stft_hann": (CLIP, lambda x: stft(x, 480, 160)),
    "stft_not_a_power": (CLIP, lambda x: stft(x, 400, 160, 400)),
    "stft_odd": (CLIP, lambda x: stft(x, 401, 133, 405)),
    "stft_hamming": (CLIP, lambda x: stft(x, 640, 320, 1024, "hamming")),
    "stft_symmetric": (CLIP, lambda x: stft(x, 480, 240, 512, "hann_symmetric")),
    "stft_padded": (CLIP, lambda x: stft(x, 500, 250, None, "none")),
    "stft_complex": (CLIP, lambda x: stft(x, 480, 160, 512, magnitudes=False)),
    "stft_power": (CLIP, lambda x: tf.square(stft(x, 480, 160, 480))),
    "log_mel": (CLIP, log_mel),
    "log_mel_64": (CLIP, lambda x: log_mel(x, 400, 160, 512, 64, 16000, 125.0, 7500.0, 1e-2)),
    "mfccs": (CLIP, mfccs),
    "dct_ortho": ([1, 20, 40], dct),
    "dct_plain": ([1, 20, 33], lambda x: dct(x, norm=None)),
    "deltas": (CLIP, deltas),
    "preemphasis": (CLIP, lambda x: stft(preemphasis(x), 480, 160)),
    "peak_normalized": (CLIP, normalized),
}
