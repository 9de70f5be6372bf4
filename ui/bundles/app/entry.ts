// The bundler imports every file of a bundle's folder in no particular order, so a bundle is one file that decides.
import "../../app/app";
