"""The network step, in small parts: addresses, transport, client, gates, staging, and one module for each kind of source."""

__all__: list[str] = []
