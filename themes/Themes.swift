/// The themes that the program carries.
package enum Themes {}
