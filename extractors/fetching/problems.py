"""Why something could not be fetched: one exception, with a reason from records.FETCH_REASONS and a remedy."""


class FetchingError(Exception):
    """Raised where a document could not be fetched or used.

    `passing` tells that asking again soon may help; `retry_after` is what the server asked for, in
    seconds; `host_down` names the host that does not answer at all, whatever is asked of it.
    """

    def __init__(
        self,
        reason: str,
        message: str,
        remedy: str,
        *,
        status: int | None = None,
        passing: bool = False,
        retry_after: float | None = None,
        host_down: str | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.remedy = remedy
        self.status = status
        self.passing = passing
        self.retry_after = retry_after
        self.host_down = host_down


class HostPutOffError(Exception):
    """Raised where a host has asked to be left alone for longer than this poll waits; nothing was sent."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} is left alone for another {seconds:.0f} s")
        self.host = host
