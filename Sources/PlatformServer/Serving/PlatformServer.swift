internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
package import Platform
package import ServiceCore
internal import ServiceLifecycle

/// The embedded platform as a server: its wire APIs on one port.
package struct PlatformServer: Sendable {
    private let options: ServerOptions
    private let dialects: [any Dialect]
    private let trouble: @Sendable () async -> ServiceError?

    package init(
        _ platform: EmbeddedPlatform, _ options: ServerOptions, throttle: LoginThrottle = LoginThrottle()
    ) {
        self.options = options
        trouble = { await platform.context.store.trouble() }
        dialects = DialectRegistry.all(DialectHost(platform: platform, throttle: throttle))
    }

    /// Serves until the task is cancelled; then open requests are given time to end.
    ///
    /// - Parameter ready: told the address, with the port that the system chose, once it can be reached.
    /// - Throws: `.unavailable` where the address cannot be listened on.
    package func run(ready: @escaping @Sendable (ListenAddress) async -> Void) async throws(ServiceError) {
        var configuration = ServiceGroupConfiguration(
            services: [application(ready)], logger: Logger(label: "sendboard.server"))
        configuration.maximumGracefulShutdownDuration = options.patience
        let group = ServiceGroup(configuration: configuration)
        // A task of its own: cancelling this one must not cut off the requests that are open.
        let serving = Task { try await group.run() }
        do {
            try await withTaskCancellationHandler {
                try await serving.value
            } onCancel: {
                Task { await group.triggerGracefulShutdown() }
            }
        } catch {
            // Whoever took longer than there was time for has been cut off, which is no failure.
            if Task.isCancelled { return }
            throw ServiceError(
                .unavailable, "\(options.address.url) cannot be served: \(Self.reason(error)).",
                hint: "Choose another --listen, as HOST:PORT.")
        }
    }

    /// In words of the system rather than of the library.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case is SocketAddressError, is SocketAddressError.UnknownHost: "the host is not known"
        default: "\(error)"
        }
    }

    private func application(
        _ ready: @escaping @Sendable (ListenAddress) async -> Void
    ) -> some ApplicationProtocol {
        let address = options.address
        let responder = DialectResponder(
            dialects: dialects, intake: RequestIntake(options: options), trouble: trouble)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                GuardInstaller(options) { path in responder.refusal(.malformed, path) }
            ],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: options.headLimit, maxHeaderListSize: options.headLimit,
                maxHeaderFieldCount: options.headerCountLimit))
        // Who comes when all places are taken waits in the system's line, where nothing is lost.
        let places = MaximumAvailableConnections(OpenFiles.raise())
        return Application(
            responder: responder,
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: nil, backlog: 1024,
                availableConnectionsDelegate: places),
            onServerRunning: { running in
                let port = running.localAddress?.port ?? address.port
                await ready(ListenAddress(host: address.host, port: port))
            },
            logger: Logger(label: "sendboard.server"))
    }
}
