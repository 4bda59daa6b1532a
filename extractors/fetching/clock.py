"""Time as the fetcher sees it; tests put a clock in its place whose hours pass at once."""

import asyncio
import time


class Clock:
    """The system's clock."""

    def time(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Let `seconds` pass."""
        await asyncio.sleep(seconds)
