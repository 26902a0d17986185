# Environment of one process, for `docker run --env-file` or `set -a` and source. Operations can change
# every line without a build. Identity comes from the deployment: the version from the build, the
# instance id from the pod's uid. One id baked into an image would make all instances one.
OTEL_SERVICE_NAME=checkout
OTEL_RESOURCE_ATTRIBUTES=service.namespace=shop,service.version=2026.11.3,service.instance.id=7b2f6c1e-0f5c-4d0e-9b1a-3c5d8e7f9a10,deployment.environment.name=production
# Defaults of the base image from here on.
OTEL_PROPAGATORS=tracecontext,baggage
# The agent on the same node: 4317 is OTLP over gRPC, 4318 over HTTP.
OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4317
OTEL_EXPORTER_OTLP_PROTOCOL=grpc
# Follow the parent; the gateways decide at the tail. At the edge: parentbased_traceidratio and a ratio.
OTEL_TRACES_SAMPLER=parentbased_always_on
# 512 spans at 50 ms a batch are 10,240 spans/s. The defaults, written down so that somebody reads them.
OTEL_BSP_MAX_QUEUE_SIZE=2048
OTEL_BSP_MAX_EXPORT_BATCH_SIZE=512
OTEL_BSP_SCHEDULE_DELAY=5000
