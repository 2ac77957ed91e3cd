"""A WAV file through a Wyoming wake-word service, by the protocol's own Python package.

    pip install wyoming
    kwsbench listen --graph model.kws --wyoming 10400 &
    python3 checks/wyoming_client.py 127.0.0.1:10400 talk.wav [WORD…]

Asks what the service offers, sends the file in pieces of 20 ms as Home Assistant does, and prints a
line per event: the words it offers, each detection with its milliseconds, or that there was none.
Exits with 77 where the package is missing. ListenServiceTest runs it.
"""
import asyncio
import sys
import wave

try:
    from wyoming.audio import AudioChunk, AudioStart, AudioStop, wav_to_chunks
    from wyoming.client import AsyncTcpClient
    from wyoming.info import Describe, Info
    from wyoming.ping import Ping, Pong
    from wyoming.wake import Detect, Detection, NotDetected
except ImportError as missing:
    print(f'skipped: the package wyoming is missing: {missing}', file=sys.stderr)
    sys.exit(77)

PATIENCE = 20  # seconds


async def converse(host, port, path, words):
    async with AsyncTcpClient(host, port) as client:
        async def receive():
            event = await asyncio.wait_for(client.read_event(), PATIENCE)
            if event is None:
                sys.exit('the service has closed the connection')
            return event

        await client.write_event(Describe().event())
        info = Info.from_event(await receive())
        for program in info.wake:
            print('offers', program.name, *(model.name for model in program.models))

        await client.write_event(Detect(names=words or None).event())
        with wave.open(path, 'rb') as sound:
            rate, width, channels = sound.getframerate(), sound.getsampwidth(), sound.getnchannels()
            await client.write_event(AudioStart(rate, width, channels, timestamp=0).event())
            for chunk in wav_to_chunks(sound, rate // 50):
                # a chunk's own time would be told in place of the sound's
                untimed = AudioChunk(chunk.rate, chunk.width, chunk.channels, chunk.audio)
                await client.write_event(untimed.event())
        await client.write_event(AudioStop().event())
        await client.write_event(Ping(text='end').event())

        while True:
            event = await receive()
            if Pong.is_type(event.type):
                return
            if Detection.is_type(event.type):
                detection = Detection.from_event(event)
                print('detection', detection.name, detection.timestamp)
            elif NotDetected.is_type(event.type):
                print('not-detected')
            else:
                sys.exit(f'an event of type {event.type}')


def main():
    if len(sys.argv) < 3 or ':' not in sys.argv[1]:
        sys.exit('usage: wyoming_client.py HOST:PORT FILE.wav [WORD...]')
    host, port = sys.argv[1].rsplit(':', 1)
    asyncio.run(converse(host, int(port), sys.argv[2], sys.argv[3:]))


main()
