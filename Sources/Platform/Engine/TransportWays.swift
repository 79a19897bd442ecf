import FoundationEssentials
import ServiceCore
import Store

/// Where each kind of message goes by what is decided in a data directory.
enum TransportWays {
    static func all(in db: ReadTransaction) throws -> [TransportReport.Way] {
        guard let setting = try RelaySetting.current(in: db) else {
            let sandbox = PlatformTransport.standard.description
            return [.init("E-mail", sandbox), .init("Text messages", sandbox)]
        }
        return [try mail(setting), .init("Text messages", noGateway)]
    }

    private static func mail(_ setting: RelaySetting) throws -> TransportReport.Way {
        var way = TransportReport.Way("E-mail", PlatformTransport.description(of: try setting.address()))
        way.side = setting.url
        way.facts = [.init("Since", "\(setting.time), by \(setting.who)")]
        return way
    }

    private static let noGateway = TransportDescription(
        "none", "text messages are refused: they have no gateway", isSandboxed: true)
}
