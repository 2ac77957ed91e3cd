"""The engine's C interface (native/include/kwsbench.h) through ctypes: what a race and the checks need of it."""

import ctypes
import itertools

import numpy as np

DTYPES = {
    0: np.float32,
    1: np.int32,
    2: np.int64,
    3: np.bool_,
    4: np.uint8,
    5: np.int16,
    6: np.float64,
    7: np.uint8,
    8: np.int8,
}


class TensorInfo(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("feed", ctypes.c_int32),
        ("dtype", ctypes.c_int32),
        ("rank", ctypes.c_int32),
        ("dims", ctypes.c_int64 * 8),
        ("bytes", ctypes.c_uint64),
    ]


class Session:
    """A model file with one session on one thread."""

    def __init__(self, library, plan, threads=1):
        self.lib = ctypes.CDLL(library)
        self.lib.kws_last_error.restype = ctypes.c_char_p
        self.lib.kws_session_buffer.restype = ctypes.c_void_p
        self.lib.kws_session_buffer.argtypes = [ctypes.c_void_p, ctypes.c_int32]
        self.lib.kws_session_create.argtypes = [ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p]
        self.lib.kws_model_tensor.argtypes = [ctypes.c_void_p, ctypes.c_int32, ctypes.c_void_p]
        self.lib.kws_model_tensor_count.argtypes = [ctypes.c_void_p]
        self.model, self.session = ctypes.c_void_p(), ctypes.c_void_p()
        self.check(self.lib.kws_model_open_file(plan.encode(), None, ctypes.byref(self.model)))
        self.check(self.lib.kws_session_create(self.model, threads, ctypes.byref(self.session)))
        self.feeds, self.fetches, self.named_feeds, self.infos = [], [], {}, []
        for index in range(self.lib.kws_model_tensor_count(self.model)):
            info = TensorInfo()
            self.check(self.lib.kws_model_tensor(self.model, index, ctypes.byref(info)))
            self.infos.append(info)
            view = self.view(index, info)
            (self.feeds if info.feed else self.fetches).append(view)
            if info.feed:
                self.named_feeds[info.name.decode()] = view
        run, session, check = self.lib.kws_session_run, self.session, self.check
        self.run = lambda: run(session) and check(1)

    def check(self, status):
        if status:
            raise RuntimeError(self.lib.kws_last_error().decode() or f"status {status}")

    def view(self, index, info):
        dtype = np.dtype(DTYPES[info.dtype])
        address = self.lib.kws_session_buffer(self.session, index)
        raw = (ctypes.c_uint8 * info.bytes).from_address(address)
        return np.frombuffer(raw, dtype=dtype)

    def feed(self, samples, rate):
        """Samples into the first feed, the rate into the integer one where the plan has it. States stay zero."""
        sound = next(i for i, feed in enumerate(self.feeds) if feed.dtype == np.float32 or feed.dtype.itemsize == 1)
        for number, feed in enumerate(self.feeds):
            if number == sound:
                feed[:] = samples.astype(feed.dtype)
            elif feed.dtype != np.float32:
                feed[:] = rate

    def fetch(self):
        return self.fetches[0].copy()


class Hops:
    """Overlapping windows over a clip that repeats; a run is the next hop. The first window is whole."""

    def __init__(self, session, samples, rate, hop):
        lib, infos = session.lib, session.infos
        lib.kws_incremental_create.argtypes = [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.c_int64,
            ctypes.c_void_p,
        ]
        lib.kws_incremental_buffer.restype = ctypes.c_void_p
        lib.kws_incremental_buffer.argtypes = [ctypes.c_void_p, ctypes.c_int32]
        lib.kws_incremental_run.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64]
        sound = next(i for i, info in enumerate(infos) if info.feed and DTYPES[info.dtype] == np.float32)
        windows = ctypes.c_void_p()
        session.check(lib.kws_incremental_create(session.model, 1, sound, hop, ctypes.byref(windows)))
        views = {}
        for index, info in enumerate(infos):
            if index != sound:
                address = lib.kws_incremental_buffer(windows, index)
                raw = (ctypes.c_uint8 * info.bytes).from_address(address)
                views[index] = np.frombuffer(raw, dtype=DTYPES[info.dtype])
                if info.feed:
                    views[index][:] = rate
        self.fetched = views[next(i for i, info in enumerate(infos) if not info.feed)]
        self.samples = samples
        start, run, check = samples.ctypes.data, lib.kws_incremental_run, session.check
        starts = itertools.cycle(range(start, start + 4 * (len(samples) - hop) + 1, 4 * hop))
        lengths = itertools.chain([len(samples)], itertools.repeat(hop))
        self.run = lambda: run(windows, next(starts), next(lengths)) and check(1)

    def fetch(self):
        return self.fetched.copy()
