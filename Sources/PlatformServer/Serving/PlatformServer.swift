internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
package import Platform
package import ServiceCore
internal import ServiceLifecycle
internal import Synchronization

/// The embedded platform as a server: its wire APIs on one port, the pages that links in messages name on the same or another.
package struct PlatformServer: Sendable {
    private let options: ServerOptions
    private let dialects: [any Dialect]
    private let desk: TrackingDesk
    private let trouble: @Sendable () async -> ServiceError?

    package init(
        _ platform: EmbeddedPlatform, _ options: ServerOptions, throttle: LoginThrottle = LoginThrottle()
    ) {
        self.options = options
        trouble = { await platform.context.store.trouble() }
        dialects = DialectRegistry.all(DialectHost(platform: platform, throttle: throttle))
        desk = platform.trackingDesk()
    }

    /// Serves until the task is cancelled; then open requests are given time to end.
    ///
    /// - Parameters:
    ///   - pagesReady: told the address of the pages, where they have one of their own, once it can be reached.
    ///   - ready: told the address of the APIs, with the port that the system chose, once it can be reached.
    /// - Throws: `.unavailable` where an address cannot be listened on.
    package func run(
        pagesReady: @escaping @Sendable (ListenAddress) async -> Void = { _ in },
        ready: @escaping @Sendable (ListenAddress) async -> Void
    ) async throws(ServiceError) {
        let failed = Failed()
        let group = ServiceGroup(configuration: configuration(failed, pagesReady, ready))
        // A task of its own: cancelling this one must not cut off the requests that are open.
        let serving = Task { try await group.run() }
        let outcome = await withTaskCancellationHandler {
            await serving.result
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
        await desk.close()
        guard case .failure(let error) = outcome, !Task.isCancelled else { return }
        // Whoever took longer than there was time for has been cut off, which is no failure.
        let place = failed.address ?? options.address
        throw ServiceError(
            .unavailable, "\(place.url) cannot be served: \(Self.reason(error)).",
            hint:
                "Choose another \(place == options.trackingAddress ? "--tracking-listen" : "--listen"), as HOST:PORT."
        )
    }

    /// Which of the addresses it was that could not be listened on.
    private final class Failed: Sendable {
        private let value = Mutex<ListenAddress?>(nil)

        var address: ListenAddress? { value.withLock { $0 } }

        func note(_ address: ListenAddress) { value.withLock { $0 = $0 ?? address } }
    }

    /// A server that says at which address it failed.
    private struct NotedService<Base: Service>: Service {
        let base: Base
        let address: ListenAddress
        let failed: Failed

        func run() async throws {
            do {
                try await base.run()
            } catch {
                failed.note(address)
                throw error
            }
        }
    }

    private func configuration(
        _ failed: Failed, _ pagesReady: @escaping @Sendable (ListenAddress) async -> Void,
        _ ready: @escaping @Sendable (ListenAddress) async -> Void
    ) -> ServiceGroupConfiguration {
        let pages = TrackingPages(desk)
        let intake = RequestIntake(options: options)
        let noted = {
            (address: ListenAddress, served: [any Dialect], certificate: ServerCertificate?, ready) in
            NotedService(
                base: application(address, served, intake, certificate, ready), address: address,
                failed: failed)
        }
        var services: [any Service] = []
        if let address = options.trackingAddress {
            services.append(noted(options.address, dialects, nil, ready))
            services.append(noted(address, [pages], options.certificate, pagesReady))
        } else {
            services.append(noted(options.address, [pages] + dialects, options.certificate, ready))
        }
        var configuration = ServiceGroupConfiguration(
            services: services, logger: Logger(label: "sendboard.server"))
        configuration.maximumGracefulShutdownDuration = options.patience
        return configuration
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
        _ address: ListenAddress, _ dialects: [any Dialect], _ intake: RequestIntake,
        _ certificate: ServerCertificate?, _ ready: @escaping @Sendable (ListenAddress) async -> Void
    ) -> some ApplicationProtocol {
        let responder = DialectResponder(dialects: dialects, intake: intake, trouble: trouble)
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
            server: HTTPServerBuilder { responder in
                HTTP1Channel(responder: responder, configuration: channel).encrypted(by: certificate)
            },
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
